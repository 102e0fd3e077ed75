@NullMarked
package dev.nightjar.https;

import org.jspecify.annotations.NullMarked;
