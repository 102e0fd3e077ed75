package dev.nightjar.https;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The plain HTTP side: it hands out the authority's certificate and says how a phone comes to trust it, and nothing
 * else. A server of its own, so that nothing of the program can be reached by plain HTTP.
 */
final class HelpServer implements AutoCloseable {

    private static final int BACKLOG = 16;
    private static final int THREADS = 4;

    private final HttpServer server;

    private HelpServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts it on all addresses.
     *
     * @param port 0 takes any free one
     * @param page the help page as HTML, made anew for each visitor
     * @throws HttpsStartException when the port is taken
     */
    static HelpServer start(int port, Supplier<byte[]> page, IssuedCertificate authority) {
        limitSlowVisitors();
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(port), BACKLOG);
            server.createContext("/", exchange -> answer(exchange, page, authority));
            server.setExecutor(Executors.newFixedThreadPool(
                    THREADS, Thread.ofPlatform().daemon().factory()));
            server.start();
            return new HelpServer(server);
        } catch (IOException exception) {
            throw new HttpsStartException(
                    "Port %s for the plain help page is taken. Choose another with --port.".formatted(port), exception);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Seconds; read once by the JDK's server, before the first one is made. */
    private static void limitSlowVisitors() {
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "10");
    }

    private static void answer(HttpExchange exchange, Supplier<byte[]> page, IssuedCertificate authority)
            throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/" -> send(exchange, 200, "text/html; charset=utf-8", page.get());
                case "/nightjar.crt" -> send(exchange, 200, "application/x-x509-ca-cert", authority.encoded());
                default -> send(exchange, 404, "text/plain; charset=utf-8", bytes("Only the help page is here: /\n"));
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        boolean headersOnly = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, headersOnly ? -1 : body.length);
        if (!headersOnly) {
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
