package dev.nightjar.jobs;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How many jobs wait, and for how long the oldest does. All nodes see the same table: take the highest, not the sum. */
@Component
class JobMetrics {

    private static final int EVERY_MILLISECONDS = 15_000;

    private final JdbcClient jdbc;
    private final JobRunner.JobKinds kinds;
    private final MultiGauge waiting;
    private final MultiGauge age;
    private volatile Duration longestWait = Duration.ZERO;

    JobMetrics(JdbcClient jdbc, JobRunner.JobKinds kinds, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.kinds = kinds;
        this.waiting = MultiGauge.builder("nightjar.jobs.waiting")
                .description("jobs that are due and not begun")
                .register(meters);
        this.age = MultiGauge.builder("nightjar.jobs.oldest")
                .baseUnit("seconds")
                .description("for how long the oldest due job has waited")
                .register(meters);
    }

    private record Queue(String job, int waiting, double seconds) {}

    @Scheduled(fixedDelay = EVERY_MILLISECONDS)
    void measure() {
        Map<String, Queue> queues = jdbc
                .sql("""
                        select task_name, count(*), extract(epoch from now() - min(execution_time))
                        from scheduled_tasks where execution_time <= now() and not picked group by task_name
                        """)
                .query((row, number) -> new Queue(row.getString(1), row.getInt(2), row.getDouble(3)))
                // a stream of the client's own would keep its connection
                .list()
                .stream()
                .collect(Collectors.toMap(Queue::job, queue -> queue));
        // a gauge that comes and goes would look like a node that does
        List<Queue> all = names().map(name -> queues.getOrDefault(name, new Queue(name, 0, 0)))
                .toList();
        longestWait = Duration.ofSeconds(
                (long) all.stream().mapToDouble(Queue::seconds).max().orElse(0));
        show(waiting, all, Queue::waiting);
        show(age, all, Queue::seconds);
    }

    /** For how long the oldest due job has waited, as far as was measured last. */
    Duration longestWait() {
        return longestWait;
    }

    private Stream<String> names() {
        return Stream.concat(
                kinds.jobs().stream().map(Job::name), kinds.recurring().stream().map(Recurring::name));
    }

    private static void show(MultiGauge gauge, List<Queue> queues, ToDoubleFunction<Queue> value) {
        gauge.register(
                queues.stream()
                        .<MultiGauge.Row<?>>map(
                                queue -> MultiGauge.Row.of(Tags.of("job", queue.job()), value.applyAsDouble(queue)))
                        .toList(),
                true);
    }
}
