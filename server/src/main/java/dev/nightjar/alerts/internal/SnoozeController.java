package dev.nightjar.alerts.internal;

import dev.nightjar.alerts.Snooze;
import dev.nightjar.alerts.Snoozes;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.problem.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** People ask for quiet, of one camera or of all. */
@RestController
@RequestMapping("/api/v1/snooze")
class SnoozeController {

    /**
     * Without a time: until the person says.
     *
     * @param deviceId absent is all cameras
     * @param until instead of seconds
     */
    record NewSnooze(
            @Nullable DeviceId deviceId,
            @Nullable Instant until,
            @Nullable @Min(60) @Max(2_592_000) Long seconds) {}

    /** @param items those that are not over, that of all cameras first */
    record SnoozeList(List<Snooze> items) {}

    private final Snoozes snoozes;

    SnoozeController(Snoozes snoozes) {
        this.snoozes = snoozes;
    }

    @GetMapping
    SnoozeList snoozes(Caller.Person caller) {
        return new SnoozeList(snoozes.list(caller));
    }

    @PutMapping
    Snooze snooze(Caller.Person caller, @Valid @RequestBody NewSnooze wanted) {
        Long seconds = wanted.seconds();
        if (seconds == null) {
            return snoozes.begin(caller, wanted.deviceId(), wanted.until());
        }
        if (wanted.until() != null) {
            throw Problem.INVALID
                    .because("Say until when, or for how many seconds, not both.")
                    .withField("until");
        }
        return snoozes.begin(caller, wanted.deviceId(), Duration.ofSeconds(seconds));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSnooze(Caller.Person caller, @RequestParam(required = false) @Nullable DeviceId deviceId) {
        snoozes.end(caller, deviceId);
    }
}
