package dev.nightjar.https;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whether and how the program answers by HTTPS.
 *
 * @param enabled whether it does
 * @param helpPort the port of the plain HTTP help page; 0 takes any free one
 * @param certificate one's own certificate: PEM with its key, or PKCS12; without it the program makes one
 * @param certificatePassword of a PKCS12 file
 * @param folder where the local authority and its certificate are kept
 * @param checkEvery how often the addresses of this machine and the age of the certificate are looked at
 */
@Validated
@ConfigurationProperties(prefix = "nightjar.https", ignoreUnknownFields = false)
record HttpsSettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("8080") int helpPort,
        @Nullable Path certificate,
        @Nullable String certificatePassword,
        @DefaultValue("./data/https") Path folder,
        @DefaultValue("1m") Duration checkEvery) {

    @Override
    public String toString() {
        return "HttpsSettings[enabled=%s, helpPort=%s, certificate=%s]".formatted(enabled, helpPort, certificate);
    }
}
