/** Finds events again: by the words of their findings, and by what these mean. */
@ApplicationModule(
        allowedDependencies = {"problem", "jobs", "identity", "identity :: ids", "devices", "inference", "events"})
@NullMarked
package dev.nightjar.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
