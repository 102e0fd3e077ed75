/** What can go wrong, said once: code, status and the RFC 9457 body. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.nightjar.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
