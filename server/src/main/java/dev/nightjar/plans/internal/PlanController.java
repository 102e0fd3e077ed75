package dev.nightjar.plans.internal;

import dev.nightjar.identity.Caller;
import dev.nightjar.plans.Plan;
import dev.nightjar.plans.Plans;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the caller's account may do. */
@RestController
@RequestMapping("/api/v1/plan")
class PlanController {

    private final Plans plans;

    PlanController(Plans plans) {
        this.plans = plans;
    }

    @GetMapping
    Plan plan(Caller caller) {
        return plans.of(caller.account());
    }
}
