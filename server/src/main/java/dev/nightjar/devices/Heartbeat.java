package dev.nightjar.devices;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightjar.identity.ids.SessionId;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A phone says that it lives.
 *
 * @param sessionId the session in which it watches, if it does
 * @param state what it does, such as {@code watching} or {@code blind}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Heartbeat(
        @Nullable SessionId sessionId,
        @NotNull @Pattern(regexp = "[a-zA-Z]{1,20}") String state) {}
