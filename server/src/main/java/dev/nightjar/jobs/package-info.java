/** Durable work: a job is a row written in the transaction that changes the state. Knows no domain type. */
@ApplicationModule(allowedDependencies = {"problem"})
@NullMarked
package dev.nightjar.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
