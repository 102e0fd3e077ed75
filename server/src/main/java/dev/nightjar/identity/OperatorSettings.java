package dev.nightjar.identity;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the operator's commands are known.
 *
 * @param token a secret of 32 characters or more, from the environment as {@code NIGHTJAR_OPERATOR_TOKEN}; without it
 *     the program makes one
 * @param file where the token that the program made is kept, readable by nobody else
 */
@Validated
@ConfigurationProperties(prefix = "nightjar.operator", ignoreUnknownFields = false)
record OperatorSettings(
        @Nullable String token,
        @DefaultValue("./data/operator-token") Path file) {

    @Override
    public String toString() {
        return "OperatorSettings[file=%s]".formatted(file);
    }
}
