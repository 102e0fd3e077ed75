package dev.nightjar.webpush;

import dev.nightjar.SocketServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A push service at the level of sockets. As real ones do, it takes a message only with a good signature of the server
 * that its browser subscribed to, and hands it to that browser, which decrypts it. What it is told to do instead, it does
 * instead.
 */
public final class PushServiceStub implements AutoCloseable {

    private static final int LARGEST = 4_096;

    /**
     * What a browser was handed.
     *
     * @param headers names in lower case
     * @param content decrypted
     */
    public record Message(String path, Map<String, String> headers, JsonNode content) {}

    /** Answers one request in the place of the service, or lets it (by returning false). */
    @FunctionalInterface
    public interface Behaviour {
        boolean answer(OutputStream output) throws IOException;
    }

    private final SocketServer server;
    private final Deque<Behaviour> behaviours = new ArrayDeque<>();
    private final Map<String, PushBrowser> browsers = new ConcurrentHashMap<>();
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile String serverKey = "";

    public PushServiceStub() throws IOException {
        server = new SocketServer(this::serve);
    }

    /** Takes messages of the server with this public key from now on, and of no other. */
    public void belongsTo(String publicKey) {
        serverKey = publicKey;
    }

    /** What is done with the next requests, in this order; those that follow are served. */
    public PushServiceStub then(Behaviour... next) {
        synchronized (behaviours) {
            behaviours.addAll(List.of(next));
        }
        return this;
    }

    /** A new browser, which has just subscribed. */
    public PushBrowser browser() {
        PushBrowser browser = new PushBrowser("/push/" + (browsers.size() + 1) + "-" + System.nanoTime());
        browsers.put(browser.path(), browser);
        return browser;
    }

    /** The address for a browser's messages. */
    public String endpoint(PushBrowser browser) {
        return address() + browser.path();
    }

    /** Its origin. */
    public String address() {
        return server.address();
    }

    /** Lets a browser be gone: from now on the service answers 410. */
    public void unsubscribe(PushBrowser browser) {
        browsers.remove(browser.path());
    }

    /** What was handed to that browser, in order. */
    public List<Message> messages(PushBrowser browser) {
        return messages.stream()
                .filter(message -> message.path().equals(browser.path()))
                .toList();
    }

    /** How many requests came, whatever was answered. */
    public int requests() {
        return requests.get();
    }

    /** An answer of that status, with header lines besides the usual ones. */
    public static Behaviour status(int status, String... headers) {
        return output -> {
            SocketServer.write(output, status, new byte[0], headers);
            return true;
        };
    }

    /** Says that it is done, and goes on talking for as long as somebody listens. */
    static Behaviour endless() {
        return output -> {
            output.write(
                    "HTTP/1.1 201 Stub\r\nContent-Length: 10000000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] noise = new byte[64 * 1024];
            for (long sent = 0; sent < 10_000_000_000L; sent += noise.length) {
                output.write(noise);
            }
            return true;
        };
    }

    /** Keeps the connection open and says nothing, until the stub is closed. */
    Behaviour hang() {
        return output -> {
            server.awaitClosed();
            return true;
        };
    }

    /** Ends the connection without a word. */
    public static Behaviour hangUp() {
        return output -> true;
    }

    private void serve(SocketServer.Request request, OutputStream output) throws IOException {
        requests.incrementAndGet();
        if (!next().answer(output)) {
            SocketServer.write(output, take(request.path(), request.headers(), request.body()), new byte[0]);
        }
        output.flush();
    }

    private Behaviour next() {
        synchronized (behaviours) {
            return behaviours.isEmpty() ? output -> false : behaviours.removeFirst();
        }
    }

    /** The status that a real service answers. */
    private int take(String path, Map<String, String> headers, byte[] body) {
        PushBrowser browser = browsers.get(path);
        if (browser == null) {
            return 410;
        }
        if (body.length > LARGEST) {
            return 413;
        }
        if (!headers.containsKey("ttl") || !"aes128gcm".equals(headers.get("content-encoding"))) {
            return 400;
        }
        try {
            if (!isSigned(headers.getOrDefault("authorization", ""))) {
                return 403;
            }
            messages.add(new Message(path, headers, browser.decrypt(body)));
            return 201;
        } catch (GeneralSecurityException | IOException | RuntimeException broken) {
            return 400;
        }
    }

    /** RFC 8292, section 4.2: by the key that the browser subscribed with, for this origin, for a day at most. */
    private boolean isSigned(String authorization) throws GeneralSecurityException {
        if (!authorization.startsWith("vapid t=")) {
            return false;
        }
        String[] parts = authorization.substring("vapid t=".length()).split(", *k=", -1);
        String[] token = parts[0].split("\\.", -1);
        if (parts.length != 2 || token.length != 3 || !parts[1].equals(serverKey)) {
            return false;
        }
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(PushBrowser.point(Base64.getUrlDecoder().decode(serverKey)));
        signature.update((token[0] + "." + token[1]).getBytes(StandardCharsets.US_ASCII));
        JsonNode claims = new JsonMapper().readTree(Base64.getUrlDecoder().decode(token[1]));
        long left = claims.path("exp").asLong() - Instant.now().getEpochSecond();
        String subject = claims.path("sub").asString();
        return signature.verify(Base64.getUrlDecoder().decode(token[2]))
                && claims.path("aud").asString().equals(address())
                && left > 0
                && left <= 24 * 3600
                && (subject.startsWith("mailto:") || subject.startsWith("https://"));
    }

    @Override
    public void close() {
        server.close();
    }
}
