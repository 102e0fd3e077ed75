/** The life of an event: from its announcement to its findings, the timeline, deletion. */
@ApplicationModule(
        allowedDependencies = {
            "problem",
            "jobs",
            "queue",
            "identity",
            "identity :: ids",
            "storage",
            "plans",
            "devices",
            "sessions",
            "inference"
        })
@NullMarked
package dev.nightjar.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
