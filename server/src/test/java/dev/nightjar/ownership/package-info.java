@NullMarked
package dev.nightjar.ownership;

import org.jspecify.annotations.NullMarked;
