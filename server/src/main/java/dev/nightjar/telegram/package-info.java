/** Tells people in Telegram: chats that they linked, messages that are put in the place of earlier ones, buttons. */
@ApplicationModule(allowedDependencies = {"problem", "jobs", "database", "identity", "identity :: ids", "alerts"})
@NullMarked
package dev.nightjar.telegram;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
