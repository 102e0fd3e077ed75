package dev.nightjar.plans.internal;

import dev.nightjar.identity.Caller;
import dev.nightjar.plans.Plans;
import dev.nightjar.plans.Usage;
import dev.nightjar.plans.UsageReport;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** People read what their account used, and owners say by which clock its months turn. */
@RestController
@RequestMapping("/api/v1/usage")
class UsageController {

    private final UsageReport usage;
    private final Plans plans;

    UsageController(UsageReport usage, Plans plans) {
        this.usage = usage;
        this.plans = plans;
    }

    @GetMapping
    Usage usage(Caller.Person caller) {
        return usage.of(caller.account());
    }

    @PutMapping("/time-zone")
    Usage setTimeZone(Caller.Person caller, @Valid @RequestBody NewTimeZone body) {
        caller.asOwner();
        plans.changeTimeZone(caller.account(), body.timeZone());
        return usage.of(caller.account());
    }

    /** @param timeZone of the time zone database, such as {@code Europe/Berlin} */
    record NewTimeZone(@NotBlank @Size(max = 60) String timeZone) {}
}
