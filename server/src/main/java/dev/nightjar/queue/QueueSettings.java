package dev.nightjar.queue;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What carries clips to the workers and results back.
 *
 * @param kind the job table where one process does everything, else a broker
 * @param address of the broker with {@code kind: amqp}, such as {@code amqps://broker:5671}; one broker, no failover list
 * @param username at the broker, where it wants one
 * @param password at the broker; a secret, by the environment only
 * @param namespace with {@code kind: servicebus}, such as {@code NAME.servicebus.windows.net}; opened by a managed identity
 * @param connectionString with {@code kind: servicebus}, instead of the namespace; a secret, by the environment only
 * @param identityClientId of the managed identity to use, where the machine has several
 * @param prefix of the names of all queues, so that several installations can share a broker; each then needs dead letters of its
 *     own
 * @param deadLetters the queues where the broker puts what was delivered too often; empty: {@code DLQ}, and with Service
 *     Bus those below each queue
 * @param atOnce how many results a process takes at the same time
 * @param answerWithin how long the broker may take for each step
 * @param patience how long a message that cannot be dealt with now is kept and tried again before the broker gets it back
 * @param keptFor how long the broker keeps a clip's message that no worker takes, before it goes to the dead letters: as the
 *     broker is told; an analysis of which nothing was heard is begun anew half an hour later
 */
@Validated
@ConfigurationProperties(prefix = "nightjar.queue", ignoreUnknownFields = false)
record QueueSettings(
        @NotNull @DefaultValue("database") QueueKind kind,
        @Nullable URI address,
        @Nullable String username,
        @Nullable String password,
        @Nullable String namespace,
        @Nullable String connectionString,
        @Nullable String identityClientId,

        @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{0,60}") @DefaultValue("")
        String prefix,

        @NotNull @DefaultValue List<String> deadLetters,
        @Min(1) @Max(64) @DefaultValue("2") int atOnce,
        @NotNull @DefaultValue("10s") Duration answerWithin,
        @NotNull @DefaultValue("2m") Duration patience,
        @NotNull @DefaultValue("24h") Duration keptFor) {

    /** Says nothing of the secrets. */
    @Override
    public String toString() {
        return "QueueSettings[kind=%s, address=%s, namespace=%s]".formatted(kind, address, namespace);
    }

    /** Where the broker puts what was delivered too often, of the given queues. */
    List<String> deadLettersOf(List<String> queues) {
        return kind == QueueKind.SERVICEBUS && deadLetters.isEmpty()
                ? queues.stream().map(queue -> queue + "/$deadletterqueue").toList()
                : ownDeadLetters();
    }

    /** How a queue is called at the broker. */
    String name(String queue) {
        return ownDeadLetters().contains(queue) ? queue : prefix + queue;
    }

    private List<String> ownDeadLetters() {
        return deadLetters.isEmpty() ? List.of("DLQ") : deadLetters;
    }
}
