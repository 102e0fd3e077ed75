@NullMarked
package dev.nightjar;

import org.jspecify.annotations.NullMarked;
