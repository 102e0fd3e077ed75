package dev.nightjar.sessions;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sessions, newest first.
 *
 * @param next what to ask for to read on, or null at the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionList(List<Session> items, @Nullable String next) {}
