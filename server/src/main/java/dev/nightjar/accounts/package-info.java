/** People, sign-in, members and their roles, invitations. */
@ApplicationModule(allowedDependencies = {"problem", "jobs", "identity", "identity :: ids", "plans"})
@NullMarked
package dev.nightjar.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
