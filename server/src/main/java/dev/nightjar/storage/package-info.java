/** Keeps clips: a folder on one machine, Azure Blob in the cloud. Nothing else knows the vendor. */
@ApplicationModule(allowedDependencies = {"problem", "jobs", "identity", "identity :: ids"})
@NullMarked
package dev.nightjar.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
