/** The PostgreSQL that the program brings along, unless the address of another one is set. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.nightjar.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
