@NullMarked
package dev.nightjar.fuzz;

import org.jspecify.annotations.NullMarked;
