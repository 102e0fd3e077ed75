/** The program and the configuration that all modules share, such as the clock. */
@NullMarked
package dev.nightjar;

import org.jspecify.annotations.NullMarked;
