/** Shows alerts on browsers that subscribed, also while no page is open: Web Push. */
@ApplicationModule(allowedDependencies = {"problem", "jobs", "identity", "identity :: ids", "alerts"})
@NullMarked
package dev.nightjar.webpush;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
