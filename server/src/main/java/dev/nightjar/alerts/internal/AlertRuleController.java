package dev.nightjar.alerts.internal;

import dev.nightjar.alerts.AlertRule;
import dev.nightjar.alerts.AlertRules;
import dev.nightjar.alerts.RuleChange;
import dev.nightjar.identity.Caller;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** People say what they want to be told; each sees their own rules only. */
@RestController
@RequestMapping("/api/v1/alert-rules")
class AlertRuleController {

    /** @param items in the order in which they were made */
    record AlertRuleList(List<AlertRule> items) {}

    private final AlertRules rules;

    AlertRuleController(AlertRules rules) {
        this.rules = rules;
    }

    @GetMapping
    AlertRuleList alertRules(Caller.Person caller) {
        return new AlertRuleList(rules.list(caller));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    AlertRule addAlertRule(Caller.Person caller, @Valid @RequestBody RuleChange rule) {
        return rules.add(caller, rule);
    }

    @PatchMapping("/{id}")
    AlertRule changeAlertRule(Caller.Person caller, @PathVariable UUID id, @Valid @RequestBody RuleChange change) {
        return rules.change(caller, id, change);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteAlertRule(Caller.Person caller, @PathVariable UUID id) {
        rules.delete(caller, id);
    }
}
