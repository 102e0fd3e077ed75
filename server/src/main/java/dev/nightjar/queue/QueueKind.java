package dev.nightjar.queue;

import java.util.Arrays;
import java.util.Locale;
import org.springframework.core.env.PropertyResolver;

/** What carries clips to those who look at them, and results back. */
public enum QueueKind {
    /** The job table: the process that takes clips also looks at them. */
    DATABASE,
    /** Any broker that speaks AMQP 1.0. */
    AMQP,
    /** Azure Service Bus. */
    SERVICEBUS;

    static final String SETTING = "nightjar.queue.kind";

    /** Whether processes reach each other by it. */
    public boolean betweenProcesses() {
        return this != DATABASE;
    }

    /** What the settings say; {@link #DATABASE} unless they do. */
    static QueueKind of(PropertyResolver settings) {
        String text = settings.getProperty(SETTING, "database").strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> kind.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new RoleStartException(
                        "There is no queue of the kind '%s'.".formatted(text.toLowerCase(Locale.ROOT)),
                        "Set " + SETTING + " to database, amqp or servicebus."));
    }
}
