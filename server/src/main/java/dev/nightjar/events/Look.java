package dev.nightjar.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a person has looked through the timeline.
 *
 * @param lookedAt absent when the person never did
 * @param newEvents how many events are new since then: not looked at one by one either, and not dismissed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Look(@Nullable Instant lookedAt, int newEvents) {}
