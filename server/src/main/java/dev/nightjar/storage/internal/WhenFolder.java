package dev.nightjar.storage.internal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/** There only when clips are kept in a folder, as they are unless said otherwise. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnProperty(name = "nightjar.storage.kind", havingValue = "folder", matchIfMissing = true)
@interface WhenFolder {}
