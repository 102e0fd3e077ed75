package dev.nightjar.accounts.internal;

import dev.nightjar.accounts.Entrance;
import dev.nightjar.accounts.SignUpMode;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a browser asks first, before anyone has signed in. */
@RestController
class ServerController {

    private final Entrance entrance;
    private final String version;

    ServerController(Entrance entrance, ObjectProvider<BuildProperties> build) {
        this.entrance = entrance;
        BuildProperties built = build.getIfAvailable();
        this.version = built == null ? "development" : String.valueOf(built.getVersion());
    }

    @GetMapping("/api/v1/server")
    Server server(HttpServletRequest request) {
        return new Server(version, request.isSecure(), entrance.mode());
    }

    /**
     * What this server is.
     *
     * @param secure whether it was reached by HTTPS, which cameras and notifications need except on this machine
     */
    record Server(String version, boolean secure, SignUpMode signUp) {}
}
