package dev.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Kinds of jobs, each with a way to fail of its own. */
final class TestJobs {

    private TestJobs() {}

    /** As a program leaves a job that ran while it was killed. */
    static void leaveBehind(JdbcClient jdbc, Job<?> job, String id, byte[] payload, int failures) {
        jdbc.sql("""
                insert into scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, picked_by,
                    last_heartbeat, consecutive_failures, version)
                values (?, ?, ?, now() - interval '1 hour', true, 'killed', now() - interval '1 hour', ?, 1)
                """).params(job.name(), id, payload, failures).update();
    }

    record Note(String text, int number) {}

    static class NoteJob implements Job<Note> {

        final List<Note> seen = new CopyOnWriteArrayList<>();
        final List<Note> dead = new CopyOnWriteArrayList<>();

        @Override
        public String name() {
            return "note";
        }

        @Override
        public Class<Note> payload() {
            return Note.class;
        }

        @Override
        public void run(Note payload) {
            seen.add(payload);
        }

        @Override
        public Retries retries() {
            return new Retries(Retries.SOON.most(), Duration.ofMillis(10));
        }

        @Override
        public void dead(Note payload, Exception cause) {
            dead.add(payload);
        }
    }

    static class FailingJob implements Job<Note> {

        final List<Note> tried = new CopyOnWriteArrayList<>();
        final List<Note> dead = new CopyOnWriteArrayList<>();

        @Override
        public String name() {
            return "failing";
        }

        @Override
        public Map<String, String> about(Note payload) {
            return Map.of("note", payload.text());
        }

        @Override
        public Class<Note> payload() {
            return Note.class;
        }

        @Override
        public Retries retries() {
            return new Retries(3, Duration.ofMillis(10));
        }

        @Override
        public void run(Note payload) {
            tried.add(payload);
            throw new IllegalStateException("fails each time");
        }

        @Override
        public void dead(Note payload, Exception cause) {
            assertThat(cause).hasMessage("fails each time");
            dead.add(payload);
        }
    }

    static class UnburiedJob implements Job<Note> {

        final List<Note> dead = new CopyOnWriteArrayList<>();

        @Override
        public String name() {
            return "unburied";
        }

        @Override
        public Class<Note> payload() {
            return Note.class;
        }

        @Override
        public void run(Note payload) {
            throw new IllegalStateException("fails each time");
        }

        @Override
        public void dead(Note payload, Exception cause) {
            dead.add(payload);
            throw new IllegalStateException("its death fails each time");
        }
    }

    static class Tidying implements Recurring {

        final AtomicInteger runs = new AtomicInteger();

        @Override
        public String name() {
            return "tidying";
        }

        @Override
        public Duration every() {
            return Duration.ofHours(1);
        }

        @Override
        public void run() {
            runs.incrementAndGet();
        }
    }

    /** Needs something that may be away. */
    static class AbsentJob implements Job<Note> {

        final List<Note> asked = new CopyOnWriteArrayList<>();
        volatile boolean away;

        @Override
        public String name() {
            return "absent";
        }

        @Override
        public Class<Note> payload() {
            return Note.class;
        }

        @Override
        public Retries retries() {
            return new Retries(1, Duration.ZERO);
        }

        @Override
        public void run(Note payload) {
            asked.add(payload);
            if (away) {
                throw new NotNowException("away", new IllegalStateException());
            }
        }
    }

    /** Holds a thread of the main lane until it is let go. */
    static class LongJob implements Job<Note> {

        final AtomicInteger running = new AtomicInteger();
        final CountDownLatch end = new CountDownLatch(1);

        @Override
        public String name() {
            return "long";
        }

        @Override
        public Class<Note> payload() {
            return Note.class;
        }

        @Override
        public void run(Note payload) {
            running.incrementAndGet();
            try {
                end.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The same as a note, in a lane of its own. */
    static class UrgentJob extends NoteJob {

        @Override
        public String name() {
            return "urgent";
        }

        @Override
        public String lane() {
            return "urgent";
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Kinds {

        @Bean
        LongJob longJob() {
            return new LongJob();
        }

        @Bean
        UrgentJob urgentJob() {
            return new UrgentJob();
        }

        @Bean
        @Primary
        NoteJob noteJob() {
            return new NoteJob();
        }

        @Bean
        Tidying tidying() {
            return new Tidying();
        }

        @Bean
        FailingJob failingJob() {
            return new FailingJob();
        }

        @Bean
        AbsentJob absentJob() {
            return new AbsentJob();
        }

        @Bean
        UnburiedJob unburiedJob() {
            return new UnburiedJob();
        }
    }
}
