package dev.nightjar.queue;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/** There only where a queue between processes is used, and the process has one of these roles. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Conditional(QueuedCondition.class)
public @interface WhenQueued {

    /** The roles that need it. */
    Role[] value();
}
