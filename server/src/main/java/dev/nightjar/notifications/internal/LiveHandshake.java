package dev.nightjar.notifications.internal;

import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.SessionId;
import dev.nightjar.notifications.ChangeFilter;
import dev.nightjar.notifications.ChangeFilters;
import dev.nightjar.problem.Problem;
import dev.nightjar.problem.ProblemException;
import dev.nightjar.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.server.HandshakeInterceptor;

/** Only people listen; who it is and to what, stays with the connection. */
@Component
class LiveHandshake implements HandshakeInterceptor {

    private static final String CALLER = "caller";
    private static final String FILTER = "filter";

    private final ChangeFilters filters;
    private final ProblemWriter problems;

    LiveHandshake(ChangeFilters filters, ProblemWriter problems) {
        this.filters = filters;
        this.problems = problems;
    }

    /** Whose connection it is. */
    static Caller.Person caller(WebSocketSession session) {
        return kept(session, CALLER, Caller.Person.class);
    }

    /** To what it listens. */
    static ChangeFilter filter(WebSocketSession session) {
        return kept(session, FILTER, ChangeFilter.class);
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes)
            throws IOException {
        HttpServletRequest asked = ((ServletServerHttpRequest) request).getServletRequest();
        try {
            Caller.Person person = person(asked);
            attributes.put(CALLER, person);
            attributes.put(
                    FILTER,
                    filters.of(
                            person.account(),
                            id(asked, "deviceId", DeviceId::of),
                            id(asked, "sessionId", SessionId::of)));
            return true;
        } catch (ProblemException refused) {
            // no advice hears of what fails before a handshake
            problems.write(refused, asked, ((ServletServerHttpResponse) response).getServletResponse());
            return false;
        }
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception exception) {
        // nothing is held that would have to be given back
    }

    private static Caller.Person person(HttpServletRequest request) {
        if (Caller.of(request).orElse(null) instanceof Caller.Person person) {
            return person;
        }
        throw Problem.NOT_ALLOWED.because("Only people listen to what changes.");
    }

    private static <T> @Nullable T id(HttpServletRequest request, String name, Function<String, T> type) {
        try {
            String text = request.getParameter(name);
            return text == null || text.isEmpty() ? null : type.apply(text);
        } catch (IllegalArgumentException | InvalidParameterException malformed) {
            throw Problem.INVALID.because("%s has a wrong form.", name).withField(name);
        }
    }

    private static <T> T kept(WebSocketSession session, String name, Class<T> type) {
        Object value = session.getAttributes().get(name);
        if (!type.isInstance(value)) {
            throw new IllegalStateException("A connection passed the handshake without its " + name);
        }
        return type.cast(value);
    }
}
