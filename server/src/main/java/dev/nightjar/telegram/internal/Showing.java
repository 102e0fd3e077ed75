package dev.nightjar.telegram.internal;

import dev.nightjar.alerts.AlertMedia;
import dev.nightjar.alerts.AlertMessage;
import dev.nightjar.telegram.ChatMedia;
import dev.nightjar.telegram.LinkedChat;
import dev.nightjar.telegram.internal.SentMessage.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message shows, read and ready to be sent.
 *
 * @param picture the bytes of a photo; null otherwise
 * @param clip the file of a video; null otherwise
 * @param mark by which the same picture is known again; empty without one
 */
@SuppressWarnings("ArrayRecordComponent")
record Showing(
        Shape shape, byte @Nullable [] picture, @Nullable Path clip, String mark) implements AutoCloseable {

    /** As Telegram says: of what is sent in a request. */
    static final int LARGEST_PICTURE = 10_000_000;

    static final int LARGEST_CLIP = 50_000_000;

    private static final int BUFFER = 64 * 1024;

    static final Showing NOTHING = new Showing(Shape.TEXT, null, null, "");

    /** What may be shown in the chat, the best first; words alone are always the last. */
    static List<Shape> shapes(LinkedChat chat, AlertMessage message) {
        List<Shape> shapes = new ArrayList<>();
        if (chat.media() == ChatMedia.CLIP && fits(message.clip(), "video/mp4", LARGEST_CLIP)) {
            shapes.add(Shape.VIDEO);
        }
        if (chat.media() != ChatMedia.NONE && fits(message.picture(), "image/", LARGEST_PICTURE)) {
            shapes.add(Shape.PHOTO);
        }
        shapes.add(Shape.TEXT);
        return shapes;
    }

    /** Reads what the shape needs. Throws {@link UncheckedIOException} when it cannot be read now. */
    static Showing read(Shape shape, AlertMessage message) {
        try {
            return switch (shape) {
                case PHOTO -> photo(there(message.picture()));
                case VIDEO -> video(there(message.clip()));
                case TEXT, BARE -> NOTHING;
            };
        } catch (IOException unreadable) {
            throw new UncheckedIOException("What an alert shows cannot be read", unreadable);
        }
    }

    @Override
    public void close() {
        if (clip == null) {
            return;
        }
        try {
            Files.deleteIfExists(clip);
        } catch (IOException stays) {
            throw new UncheckedIOException(stays);
        }
    }

    private static Showing photo(AlertMedia media) throws IOException {
        try (InputStream content = media.open()) {
            byte[] bytes = content.readNBytes(LARGEST_PICTURE + 1);
            if (bytes.length > LARGEST_PICTURE) {
                throw new IOException("A picture is larger than was said");
            }
            return new Showing(Shape.PHOTO, bytes, null, mark(bytes));
        }
    }

    private static Showing video(AlertMedia media) throws IOException {
        Path file = Files.createTempFile("telegram-", ".mp4");
        try (InputStream content = media.open();
                OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            long all = 0;
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                all += read;
                if (all > LARGEST_CLIP) {
                    throw new IOException("A clip is larger than was said");
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException | RuntimeException broken) {
            Files.deleteIfExists(file);
            throw broken;
        }
        return new Showing(Shape.VIDEO, null, file, "");
    }

    private static boolean fits(@Nullable AlertMedia media, String type, long largest) {
        return media != null && media.contentType().startsWith(type) && media.bytes() > 0 && media.bytes() <= largest;
    }

    private static AlertMedia there(@Nullable AlertMedia media) {
        if (media == null) {
            throw new IllegalStateException("A shape without what it shows");
        }
        return media;
    }

    private static String mark(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException("Every Java platform has SHA-256", exception);
        }
    }
}
