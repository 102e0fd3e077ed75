package dev.nightjar.sessions;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a session in which the device could not see.
 *
 * @param id made on the phone
 * @param until null while it lasts
 * @param reason why, as a code
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Gap(UUID id, Instant from, @Nullable Instant until, String reason) {}
