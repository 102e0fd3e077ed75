/** A stretch in which a device watches, with a copy of the settings in force. */
@ApplicationModule(allowedDependencies = {"problem", "jobs", "identity", "identity :: ids", "plans", "devices"})
@NullMarked
package dev.nightjar.sessions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
