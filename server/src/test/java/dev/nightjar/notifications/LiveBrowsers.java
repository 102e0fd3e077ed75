package dev.nightjar.notifications;

import dev.nightjar.TestCallers.SignedIn;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;

/** Opens live connections to the server under test as a browser does. */
@TestComponent
class LiveBrowsers implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final Environment environment;

    LiveBrowsers(Environment environment) {
        this.environment = environment;
    }

    /** What a browser heard. */
    static final class Browser implements WebSocket.Listener {

        final List<String> heard = new CopyOnWriteArrayList<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private @Nullable WebSocket socket;

        @Override
        public void onOpen(WebSocket socket) {
            this.socket = socket;
            socket.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                heard.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.complete(status);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.completeExceptionally(error);
        }

        void close() {
            if (socket != null) {
                socket.abort();
            }
        }
    }

    String origin() {
        return "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port");
    }

    /** A browser of the person, on a page of this server. */
    Browser open(SignedIn person) throws Exception {
        return open("nightjar=" + person.signIn().token(), origin());
    }

    /** As {@link #open(SignedIn)}, with a query such as {@code ?deviceId=…}. */
    Browser open(SignedIn person, String query) throws Exception {
        return open("nightjar=" + person.signIn().token(), origin(), query);
    }

    Browser open(String cookie, String origin) throws Exception {
        return open(cookie, origin, "");
    }

    private Browser open(String cookie, String origin, String query) throws Exception {
        Browser browser = new Browser();
        client.newWebSocketBuilder()
                .header("Cookie", cookie)
                .header("Origin", origin)
                .buildAsync(URI.create(origin().replace("http", "ws") + "/api/v1/live" + query), browser)
                .get(20, TimeUnit.SECONDS);
        return browser;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
