/**
 * How phones reach this machine safely: a local certificate authority, a certificate for the addresses of this
 * machine, and the help page that brings the authority to a phone. Off unless asked for.
 */
@ApplicationModule(allowedDependencies = {"identity"})
@NullMarked
package dev.nightjar.https;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
