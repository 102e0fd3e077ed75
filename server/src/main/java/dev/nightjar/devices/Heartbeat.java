package dev.nightjar.devices;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightjar.identity.ids.SessionId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A phone says that it lives.
 *
 * @param sessionId the session in which it watches, if it does
 * @param state what it does
 * @param blindReason why it cannot see, as a code, when it is blind
 * @param health how it is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Heartbeat(
        @Nullable SessionId sessionId,

        @NotNull @Pattern(regexp = "(watching|blind|stopped)")
        String state,

        @Nullable @Pattern(regexp = "[a-zA-Z]{1,40}") String blindReason,
        @Nullable @Valid Health health) {}
