package dev.nightjar.identity;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long people stay signed in, and by which names the server is called.
 *
 * @param signInLifetime a sign-in that is not used for so long has ended
 * @param signInTouch how exactly its last use is known; each use would otherwise be a write
 * @param address where people open the page, such as {@code https://nightjar.example.org}: links in letters lead
 *     there, and the server answers to its name
 * @param hosts further public names that the server answers to; it always answers to addresses, and to names that
 *     exist only within a network, such as {@code localhost}
 */
@Validated
@ConfigurationProperties(prefix = "nightjar.identity", ignoreUnknownFields = false)
record IdentitySettings(
        @DefaultValue("30d") Duration signInLifetime,
        @DefaultValue("1h") Duration signInTouch,
        @Nullable URI address,
        @DefaultValue List<String> hosts) {

    IdentitySettings {
        if (address != null && !isPage(address)) {
            throw new IllegalArgumentException(
                    "nightjar.identity.address is %s; it must be like https://nightjar.example.org, without a path"
                            .formatted(address));
        }
    }

    private static boolean isPage(URI address) {
        return List.of("http", "https").contains(String.valueOf(address.getScheme()))
                && address.getHost() != null
                && List.of("", "/").contains(address.getPath())
                && address.getQuery() == null
                && address.getFragment() == null;
    }
}
