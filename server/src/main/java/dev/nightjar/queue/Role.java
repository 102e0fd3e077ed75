package dev.nightjar.queue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.env.PropertyResolver;

/** What a process does. One machine does both. */
public enum Role {
    /** Answers requests, and keeps what is known in the database. */
    API,
    /** Looks at clips that the queue brings; has no database. */
    WORKER;

    /** The setting that names the roles of a process, separated by commas. */
    public static final String SETTING = "nightjar.role";

    /**
     * The roles that the settings give to this process; both unless they say otherwise.
     *
     * @throws RoleStartException when they name another, or split the roles without a queue between them
     */
    public static Set<Role> of(PropertyResolver settings) {
        String text = settings.getProperty(SETTING, "").strip();
        Set<Role> roles = text.isEmpty() ? EnumSet.allOf(Role.class) : parse(text);
        if (roles.size() < values().length && !QueueKind.of(settings).betweenProcesses()) {
            throw new RoleStartException(
                    "The role %s alone needs a queue to the processes with the other role, and there is none."
                            .formatted(text),
                    "Set nightjar.queue.kind to amqp or servicebus with the address of the broker, or leave out "
                            + SETTING + " (--role): one process then does everything.");
        }
        return roles;
    }

    private static Set<Role> parse(String text) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : text.split(",", -1)) {
            roles.add(Arrays.stream(values())
                    .filter(role -> role.name().equals(name.strip().toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new RoleStartException(
                            "There is no role '%s'.".formatted(name.strip()),
                            "Set " + SETTING + " (--role) to api, worker or both: api,worker.")));
        }
        return roles;
    }
}
