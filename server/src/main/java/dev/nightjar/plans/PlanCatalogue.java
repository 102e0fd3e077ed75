package dev.nightjar.plans;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The plans that are configured; which names fit together is checked at the start. */
@Component
class PlanCatalogue {

    private final PlansSettings settings;

    PlanCatalogue(PlansSettings settings) {
        this.settings = settings;
        check("nightjar.plans.standard", settings.standard());
        settings.next().forEach((plan, next) -> {
            check("nightjar.plans.next", plan);
            check("nightjar.plans.next." + plan, next);
        });
    }

    List<Plan> all() {
        return settings.offered().entrySet().stream()
                .map(offered -> new Plan(offered.getKey(), offered.getValue()))
                .toList();
    }

    Optional<Plan> find(String name) {
        return Optional.ofNullable(settings.offered().get(name)).map(limits -> new Plan(name, limits));
    }

    /** The plan of that name; the standard one when there is no name, or a plan that is no longer offered. */
    Plan orStandard(@Nullable String name) {
        String known = name != null && settings.offered().containsKey(name) ? name : settings.standard();
        return new Plan(known, Objects.requireNonNull(settings.offered().get(known)));
    }

    /** The next larger plan. */
    Optional<Plan> after(Plan plan) {
        return Optional.ofNullable(settings.next().get(plan.name())).flatMap(this::find);
    }

    private void check(String setting, String name) {
        if (!settings.offered().containsKey(name)) {
            throw new IllegalArgumentException("%s names the plan '%s', but offered are only %s"
                    .formatted(setting, name, settings.offered().keySet()));
        }
    }
}
