package dev.nightjar.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events, newest first.
 *
 * @param next what to ask for to read on, or null at the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventList(List<Event> items, @Nullable String next) {}
