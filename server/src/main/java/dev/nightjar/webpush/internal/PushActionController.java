package dev.nightjar.webpush.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nightjar.alerts.AlertActions;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.AlertId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What people tap on a notification, without opening the page. */
@RestController
@RequestMapping("/api/v1/push/actions")
class PushActionController {

    private static final Duration SNOOZE = Duration.ofHours(1);

    private final AlertActions alerts;

    PushActionController(AlertActions alerts) {
        this.alerts = alerts;
    }

    @PostMapping
    PushActionDone actOnPush(Caller.Person caller, @Valid @RequestBody PushAction body) {
        return switch (body.action()) {
            case FALSE_ALARM -> {
                alerts.falseAlarm(caller.account(), caller.person(), body.alert());
                yield new PushActionDone(null);
            }
            case SNOOZE -> new PushActionDone(alerts.snooze(caller.account(), caller.person(), body.alert(), SNOOZE));
        };
    }

    /** @param action {@code snooze} is for an hour */
    record PushAction(@NotNull AlertId alert, @NotNull Action action) {}

    /** The actions of a notification. */
    enum Action {
        @JsonProperty("falseAlarm")
        FALSE_ALARM,
        @JsonProperty("snooze")
        SNOOZE
    }

    /** @param until when the quiet ends; absent when none was asked for */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PushActionDone(@Nullable Instant until) {}
}
