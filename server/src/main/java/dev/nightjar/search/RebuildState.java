package dev.nightjar.search;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightjar.events.EventWalk;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far writing all entries anew has come.
 *
 * @param run which run it is
 * @param finishedAt absent while it goes on
 * @param written how many events it has seen to
 * @param withoutMeaning how many of these have findings that are found by their words alone
 * @param expected how many events there were at the start
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RebuildState(
        UUID run,
        Instant startedAt,
        @Nullable Instant finishedAt,
        long written,
        long withoutMeaning,
        long expected,
        @JsonIgnore EventWalk.Place place) {}
