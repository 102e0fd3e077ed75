package dev.nightjar.queue;

import java.util.Arrays;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Decides {@link WhenQueued}. */
final class QueuedCondition implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment settings = context.getEnvironment();
        if (!QueueKind.of(settings).betweenProcesses()) {
            return false;
        }
        MergedAnnotation<WhenQueued> wanted = metadata.getAnnotations().get(WhenQueued.class);
        return Arrays.stream(wanted.getEnumArray("value", Role.class)).anyMatch(Role.of(settings)::contains);
    }
}
