/** Clip in, findings out. No database: it gets a job with grants and answers with findings. */
@ApplicationModule(allowedDependencies = {"problem", "jobs", "identity :: ids", "storage", "queue"})
@NullMarked
package dev.nightjar.inference;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
