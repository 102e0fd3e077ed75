package dev.nightjar.notifications.internal;

import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.SessionId;
import dev.nightjar.notifications.ChangeFilter;
import dev.nightjar.notifications.ChangeFilters;
import dev.nightjar.notifications.ChangeList;
import dev.nightjar.notifications.Changes;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers what changed while a person's browser was away. */
@RestController
@RequestMapping("/api/v1/changes")
class ChangeController {

    private final Changes changes;
    private final ChangeFilters filters;

    ChangeController(Changes changes, ChangeFilters filters) {
        this.changes = changes;
        this.filters = filters;
    }

    @GetMapping
    ChangeList changes(
            Caller.Person caller,
            @RequestParam(defaultValue = "0") @Min(0) long after,
            @RequestParam(defaultValue = "200") @Min(1) @Max(1000) int limit,
            @RequestParam(required = false) @Nullable DeviceId deviceId,
            @RequestParam(required = false) @Nullable SessionId sessionId) {
        ChangeFilter filter = filters.of(caller.account(), deviceId, sessionId);
        return changes.after(caller.account(), after, filter, limit);
    }
}
