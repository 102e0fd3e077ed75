/** Tells people and their devices what happened. */
@ApplicationModule(
        allowedDependencies = {
            "problem",
            "jobs",
            "database",
            "identity",
            "identity :: ids",
            "storage",
            "accounts",
            "devices",
            "sessions",
            "inference",
            "events",
            "alerts"
        })
@NullMarked
package dev.nightjar.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
