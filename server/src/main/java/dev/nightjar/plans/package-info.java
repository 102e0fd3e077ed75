/** Plan limits and quotas: may this account do or spend that? */
@ApplicationModule(allowedDependencies = {"problem", "jobs", "identity", "identity :: ids"})
@NullMarked
package dev.nightjar.plans;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
