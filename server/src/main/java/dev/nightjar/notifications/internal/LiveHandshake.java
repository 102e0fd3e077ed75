package dev.nightjar.notifications.internal;

import dev.nightjar.identity.Caller;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.server.HandshakeInterceptor;

/** Only people listen; who it is, stays with the connection. */
class LiveHandshake implements HandshakeInterceptor {

    private static final String CALLER = "caller";

    /** Whose connection it is. */
    static Caller.Person caller(WebSocketSession session) {
        if (session.getAttributes().get(CALLER) instanceof Caller.Person person) {
            return person;
        }
        throw new IllegalStateException("A connection passed the handshake without a person");
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        if (person(request).orElse(null) instanceof Caller.Person person) {
            attributes.put(CALLER, person);
            return true;
        }
        response.setStatusCode(HttpStatus.FORBIDDEN);
        return false;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception exception) {
        // nothing is held that would have to be given back
    }

    private static Optional<Caller> person(ServerHttpRequest request) {
        return request instanceof ServletServerHttpRequest servlet
                ? Caller.of(servlet.getServletRequest())
                : Optional.empty();
    }
}
