/** Who is calling: typed ids, {@code Caller}, sign-ins and tokens, the filter chain. */
@ApplicationModule(allowedDependencies = {"problem", "jobs"})
@NullMarked
package dev.nightjar.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
