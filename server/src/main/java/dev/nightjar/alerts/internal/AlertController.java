package dev.nightjar.alerts.internal;

import dev.nightjar.alerts.Alert;
import dev.nightjar.alerts.AlertList;
import dev.nightjar.alerts.Alerts;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.AlertId;
import dev.nightjar.identity.ids.Cursor;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** People read what they were told. */
@RestController
@RequestMapping("/api/v1/alerts")
class AlertController {

    private final Alerts alerts;

    AlertController(Alerts alerts) {
        this.alerts = alerts;
    }

    @GetMapping
    AlertList alerts(
            Caller.Person caller,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        return alerts.list(caller, Cursor.parse(before), limit);
    }

    @GetMapping("/{id}")
    Alert alert(Caller.Person caller, @PathVariable AlertId id) {
        return alerts.get(caller, id);
    }

    @PostMapping("/{id}/false-alarm")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void falseAlarm(Caller.Person caller, @PathVariable AlertId id) {
        alerts.falseAlarm(caller.account(), caller.person(), id);
    }
}
