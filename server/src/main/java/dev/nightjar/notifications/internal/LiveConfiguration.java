package dev.nightjar.notifications.internal;

import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.socket.server.support.OriginHandshakeInterceptor;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/** Where the live connection is. A page of another site could use the cookie, so the origin must be the server's own. */
@Configuration(proxyBeanMethods = false)
class LiveConfiguration {

    @Bean
    WebSocketHttpRequestHandler liveRequests(LiveHandler handler, LiveHandshake handshake) {
        WebSocketHttpRequestHandler requests = new WebSocketHttpRequestHandler(handler);
        requests.setHandshakeInterceptors(List.of(new OriginHandshakeInterceptor(), handshake));
        return requests;
    }

    @Bean
    HandlerMapping liveMapping(WebSocketHttpRequestHandler liveRequests) {
        return new SimpleUrlHandlerMapping(Map.of("/api/v1/live", liveRequests), 0);
    }
}
