package dev.nightjar.alerts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Alerts of a person, newest first.
 *
 * @param next the place at which the list goes on; absent at its end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertList(List<Alert> items, @Nullable String next) {}
