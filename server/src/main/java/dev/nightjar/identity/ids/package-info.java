/** Typed ids, open to every module: an id of one kind is never taken for another. */
@NamedInterface("ids")
@NullMarked
package dev.nightjar.identity.ids;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
