/** Phones that watch: pairing, device tokens, camera settings, heartbeat. */
@ApplicationModule(allowedDependencies = {"problem", "jobs", "identity", "identity :: ids", "plans"})
@NullMarked
package dev.nightjar.devices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
