package dev.nightjar.notifications.internal;

import dev.nightjar.notifications.Change;
import dev.nightjar.notifications.LiveMessage;
import dev.nightjar.notifications.LiveReader;
import dev.nightjar.notifications.LiveReaders;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import tools.jackson.databind.json.JsonMapper;

/** The live connection of a person's browser. It only ever listens; what it says is not looked at. */
@Component
class LiveHandler extends AbstractWebSocketHandler {

    private static final Logger log = LoggerFactory.getLogger(LiveHandler.class);
    private static final String READER = "reader";
    private static final CloseStatus SIGNED_OUT = CloseStatus.POLICY_VIOLATION.withReason("signed out");
    private static final CloseStatus REPLACED = CloseStatus.POLICY_VIOLATION.withReason("too many connections");

    /** {@code {"type":"hello","latest":12}}. */
    private record HelloText(String type, long latest) {}

    /** {@code {"type":"change","n":13,"kind":"event","id":"…"}}. */
    private record ChangeText(String type, long n, Change.Kind kind, UUID id) {}

    /** {@code {"type":"passed","n":14}}. */
    private record PassedText(String type, long n) {}

    private final LiveReaders readers;
    private final JsonMapper json;

    LiveHandler(LiveReaders readers, JsonMapper json) {
        this.readers = readers;
        this.json = json;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        LiveReader reader = readers.join(LiveHandshake.caller(session), LiveHandshake.filter(session));
        session.getAttributes().put(READER, reader);
        Thread.ofVirtual().name("live-" + session.getId()).start(() -> send(session, reader));
    }

    @Override
    protected void handlePongMessage(WebSocketSession session, PongMessage message) {
        if (session.getAttributes().get(READER) instanceof LiveReader reader) {
            reader.answered();
        }
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        if (session.getAttributes().get(READER) instanceof LiveReader reader) {
            readers.leave(reader);
        }
    }

    /** Runs in a thread of its own, so that a slow reader holds up nobody else. */
    private void send(WebSocketSession session, LiveReader reader) {
        try {
            LiveMessage message = reader.take();
            while (!(message instanceof LiveMessage.End)) {
                send(session, message);
                message = reader.take();
            }
            session.close(status(((LiveMessage.End) message).reason()));
        } catch (IOException | IllegalStateException e) {
            // the other side is gone, and comes again when it wants to
            log.atDebug().addKeyValue("cause", e.getMessage()).log("Live connection broke");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            readers.leave(reader);
        }
    }

    private void send(WebSocketSession session, LiveMessage message) throws IOException {
        switch (message) {
            case LiveMessage.Hello hello -> text(session, new HelloText("hello", hello.latest()));
            case LiveMessage.Changed(Change change) ->
                text(session, new ChangeText("change", change.n(), change.kind(), change.id()));
            case LiveMessage.Passed passed -> text(session, new PassedText("passed", passed.n()));
            case LiveMessage.Ping _ -> session.sendMessage(new PingMessage());
            case LiveMessage.End _ -> {}
        }
    }

    private void text(WebSocketSession session, Object body) throws IOException {
        session.sendMessage(new TextMessage(json.writeValueAsString(body)));
    }

    private static CloseStatus status(LiveMessage.Reason reason) {
        return switch (reason) {
            case TOO_SLOW -> CloseStatus.SERVICE_OVERLOAD;
            case SILENT, STOPPING -> CloseStatus.GOING_AWAY;
            case SIGNED_OUT -> SIGNED_OUT;
            case REPLACED -> REPLACED;
            case GAP -> CloseStatus.SERVICE_RESTARTED;
        };
    }
}
