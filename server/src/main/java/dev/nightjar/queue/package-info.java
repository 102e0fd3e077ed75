/** Messages between processes over AMQP 1.0. Knows no domain type, and needs no database: a worker has none. */
@ApplicationModule(allowedDependencies = {"problem"})
@NullMarked
package dev.nightjar.queue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
