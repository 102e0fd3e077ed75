package dev.nightjar;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Reads one real HTTP request from each connection; what bytes go back, and whether any do, is its owner's to say. */
public final class SocketServer implements AutoCloseable {

    /** What came in; header names in lower case. */
    public record Request(String line, Map<String, String> headers, byte[] body) {

        public String path() {
            return line.split(" ", -1)[1];
        }
    }

    /** Answers one request. */
    @FunctionalInterface
    public interface Handler {
        void answer(Request request, OutputStream output) throws IOException;
    }

    private final ServerSocket server;
    private final Handler handler;
    private final CountDownLatch closed = new CountDownLatch(1);

    public SocketServer(Handler handler) throws IOException {
        this.handler = handler;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** Its origin. */
    public String address() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Waits, with the connection open and nothing said, until the server is closed. */
    public void awaitClosed() {
        try {
            closed.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Writes a whole answer; header lines are such as {@code Retry-After: 5}. */
    public static void write(OutputStream output, int status, byte[] body, String... headers) throws IOException {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        output.write("HTTP/1.1 %d Stub\r\nContent-Length: %d\r\n%sConnection: close\r\n\r\n"
                .formatted(status, body.length, more)
                .getBytes(StandardCharsets.ISO_8859_1));
        output.write(body);
        output.flush();
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
            Request request = read(new BufferedInputStream(socket.getInputStream()));
            handler.answer(request, socket.getOutputStream());
        } catch (IOException theOtherSideLeft) {
            // as a client does that waits no longer
        }
    }

    private static Request read(InputStream input) throws IOException {
        String line = line(input);
        Map<String, String> headers = new HashMap<>();
        for (String header = line(input); !header.isEmpty(); header = line(input)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Request(line, headers, input.readNBytes(length));
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
