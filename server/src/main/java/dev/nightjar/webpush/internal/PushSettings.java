package dev.nightjar.webpush.internal;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How alerts reach browsers.
 *
 * @param publicKey by what push services know the server, with {@code privateKey}: a point of P-256, uncompressed, in
 *     base64url. Empty: a pair is made at the first start and kept in the database
 * @param privateKey 32 bytes in base64url; a secret, by the environment only. Another pair ends all subscriptions until
 *     their browsers open the page
 * @param subject whom push services may turn to, such as {@code mailto:you@example.org}. Empty: the public address, where
 *     it is https
 * @param keptFor how long a push service keeps what a browser is not there for
 * @param answerWithin how long a push service may take to answer
 * @param endpointsAnywhere lets subscriptions lead anywhere, by plain HTTP as well, also into this network: for tests
 *     alone; the cloud refuses it
 */
@Validated
@ConfigurationProperties(prefix = "nightjar.webpush", ignoreUnknownFields = false)
record PushSettings(
        @Nullable String publicKey,
        @Nullable String privateKey,

        @Nullable @Pattern(regexp = "|mailto:[^ @]+@[^ @]+|https://[^ ]+")
        String subject,

        @NotNull @DefaultValue("1d") Duration keptFor,
        @NotNull @DefaultValue("10s") Duration answerWithin,
        @DefaultValue("false") boolean endpointsAnywhere) {

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return "PushSettings[publicKey=%s, subject=%s, keptFor=%s, answerWithin=%s, endpointsAnywhere=%s]"
                .formatted(publicKey, subject, keptFor, answerWithin, endpointsAnywhere);
    }
}
