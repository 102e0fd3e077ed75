/** Tells people at once what happened, where they are, and corrects itself. */
@ApplicationModule(
        allowedDependencies = {
            "problem",
            "jobs",
            "identity",
            "identity :: ids",
            "storage",
            "plans",
            "accounts",
            "devices",
            "sessions",
            "inference",
            "events"
        })
@NullMarked
package dev.nightjar.alerts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
