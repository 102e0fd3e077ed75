package dev.nightjar.events.internal;

import dev.nightjar.events.EventFilter;
import dev.nightjar.events.HourList;
import dev.nightjar.events.Look;
import dev.nightjar.events.Looks;
import dev.nightjar.events.TimelineHours;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.SessionId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** People look through their timeline, and see when much happened. */
@RestController
@RequestMapping("/api/v1/timeline")
class TimelineController {

    /**
     * @param at until when all was looked at; absent, with {@code back}, to have never looked
     * @param back whether this undoes a look, and so may be earlier than the last
     */
    record NewLook(@Nullable Instant at, @Nullable Boolean back) {}

    private final Looks looks;
    private final TimelineHours hours;

    TimelineController(Looks looks, TimelineHours hours) {
        this.looks = looks;
        this.hours = hours;
    }

    @GetMapping("/look")
    Look look(Caller.Person caller) {
        return looks.get(caller);
    }

    @PutMapping("/look")
    Look setLook(Caller.Person caller, @Valid @RequestBody NewLook body) {
        return looks.look(caller, body.at(), Boolean.TRUE.equals(body.back()));
    }

    @GetMapping("/hours")
    HourList hours(
            Caller.Person caller,
            @RequestParam Instant from,
            @RequestParam Instant to,
            @RequestParam(required = false) @Nullable DeviceId deviceId,
            @RequestParam(required = false) @Nullable SessionId sessionId,
            @RequestParam(required = false) @Nullable @Size(max = 10) List<@Size(min = 1, max = 60) String> label) {
        List<String> labels = label == null ? List.of() : label;
        return hours.between(caller, from, to, new EventFilter(deviceId, sessionId, labels, false));
    }
}
