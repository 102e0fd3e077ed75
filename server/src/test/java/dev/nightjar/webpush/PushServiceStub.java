package dev.nightjar.webpush;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
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

    private final ServerSocket server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Deque<Behaviour> behaviours = new ArrayDeque<>();
    private final Map<String, PushBrowser> browsers = new ConcurrentHashMap<>();
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile String serverKey = "";

    public PushServiceStub() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
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
        return "http://127.0.0.1:" + server.getLocalPort();
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
            write(output, status, headers);
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
            try {
                closed.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return true;
        };
    }

    /** Ends the connection without a word. */
    public static Behaviour hangUp() {
        return output -> true;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException over) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream input = new BufferedInputStream(socket.getInputStream());
            String[] line = line(input).split(" ", -1);
            Map<String, String> headers = headers(input);
            byte[] body = input.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
            requests.incrementAndGet();
            OutputStream output = socket.getOutputStream();
            Behaviour behaviour;
            synchronized (behaviours) {
                behaviour = behaviours.isEmpty() ? nothing -> false : behaviours.removeFirst();
            }
            if (!behaviour.answer(output)) {
                write(output, take(line[1], headers, body));
            }
            output.flush();
        } catch (IOException theOtherSideLeft) {
            // as a client does that waits no longer
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

    private static void write(OutputStream output, int status, String... headers) throws IOException {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        output.write("HTTP/1.1 %d Stub\r\nContent-Length: 0\r\n%sConnection: close\r\n\r\n"
                .formatted(status, more)
                .getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Map<String, String> headers(InputStream input) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String header = line(input); !header.isEmpty(); header = line(input)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        return headers;
    }

    private static String line(InputStream input) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = input.read(); read != '\n'; read = input.read()) {
            if (read < 0) {
                throw new IOException("The request ended within its head");
            }
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            server.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
