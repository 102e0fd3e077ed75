package dev.nightjar.identity;

import java.net.URI;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Where people open the page, as it is set. */
@Component
public class PublicAddress {

    private final IdentitySettings settings;

    PublicAddress(IdentitySettings settings) {
        this.settings = settings;
    }

    /** Such as {@code https://nightjar.example.org}, without a slash at the end; nothing where it is not set. */
    public Optional<URI> value() {
        return Optional.ofNullable(settings.address())
                .map(address -> URI.create(address.toString().replaceAll("/$", "")));
    }
}
