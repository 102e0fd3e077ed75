package dev.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@ApplicationModuleTest
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = "nightjar.jobs.heartbeat=200ms")
class JobsTest {

    @Autowired
    private Jobs jobs;

    @Autowired
    private NoteJob notes;

    @Autowired
    private FailingJob failing;

    @Autowired
    private UnburiedJob unburied;

    @Autowired
    private AbsentJob absent;

    @Autowired
    private Tidying tidying;

    @Autowired
    private StrayJobs strays;

    @Autowired
    private DeadLetters deadLetters;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JsonMapper json;

    private String id = "";

    @BeforeEach
    void newId() {
        id = UUID.randomUUID().toString();
    }

    @Test
    void theLogSaysOfAFailedJobWhatItIsAbout(CapturedOutput log) {
        jobs.schedule(failing, "another-id", new Note(id, 1));

        await().untilAsserted(() -> assertThat(failing.dead).contains(new Note(id, 1)));
        assertThat(log.getOut().lines().filter(line -> line.contains("note=" + id)))
                .anyMatch(line -> line.contains("Job failed and is tried again"))
                .anyMatch(line -> line.contains("Job is dead"));
    }

    @Test
    void aJobRunsOnceItsTransactionHasCommitted() {
        transactions.executeWithoutResult(status -> {
            jobs.schedule(notes, id, new Note(id, 1));
            assertThat(notes.seen).doesNotContain(new Note(id, 1));
        });

        await().untilAsserted(() -> assertThat(notes.seen).contains(new Note(id, 1)));
    }

    @Test
    void aJobOfATransactionThatRollsBackNeverRuns() {
        transactions.executeWithoutResult(status -> {
            jobs.schedule(notes, id, new Note(id, 1));
            status.setRollbackOnly();
        });
        String later = id + "-later";
        jobs.schedule(notes, later, new Note(later, 1));

        await().untilAsserted(() -> assertThat(notes.seen).contains(new Note(later, 1)));
        assertThat(notes.seen).doesNotContain(new Note(id, 1));
    }

    @Test
    void aJobThatWaitsAlreadyIsNotScheduledTwice() {
        transactions.executeWithoutResult(status -> {
            jobs.schedule(notes, id, new Note(id, 1));
            jobs.schedule(notes, id, new Note(id, 2));
        });

        await().untilAsserted(() -> assertThat(notes.seen).contains(new Note(id, 1)));
        assertThat(notes.seen).doesNotContain(new Note(id, 2));
    }

    @Test
    void aJobThatFailsIsTriedAgainAndThenDies() {
        jobs.schedule(failing, id, new Note(id, 7));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(failing.dead).contains(new Note(id, 7)));
        assertThat(failing.tried)
                .filteredOn(new Note(id, 7)::equals)
                .hasSize(failing.retries().most());
    }

    @Test
    void theIdOfADeadJobIsFreeAsSoonAsItsDeathIsSeen() {
        jobs.schedule(failing, id, new Note(id, 1));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(failing.dead).contains(new Note(id, 1)));

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            jobs.schedule(failing, id, new Note(id, 2));
            assertThat(failing.tried).contains(new Note(id, 2));
        });
    }

    @Test
    void aJobWhoseProgramWasKilledRunsAgain() {
        leaveBehind(notes, new Note(id, 1), 0);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(notes.seen).contains(new Note(id, 1)));
    }

    @Test
    void aJobThatKillsItsProgramEachTimeDies() {
        leaveBehind(notes, new Note(id, 1), notes.retries().most() - 1);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(notes.dead).contains(new Note(id, 1)));
        assertThat(notes.seen).doesNotContain(new Note(id, 1));
    }

    @Test
    void aJobWhosePayloadCannotBeReadDiesAndTheLogSaysWhyButNotWhatItHolds(CapturedOutput log) {
        for (String unreadable : List.of("not JSON", "{\"text\":\"a\",\"number\":\"many\"}")) {
            leaveBehind(notes, unreadable.getBytes(StandardCharsets.UTF_8), 0);

            await().atMost(Duration.ofSeconds(30)).until(() -> !jobs.pending(notes, id));
        }
        assertThat(letters(id)).hasSize(2).allSatisfy(letter -> {
            assertThat(letter.payload()).isNull();
            assertThat(letter.cause()).doesNotContain("many");
        });
        List<String> lines =
                log.getOut().lines().filter(line -> line.contains("id=" + id)).toList();
        assertThat(lines)
                .allMatch(line -> line.contains("The payload of a job cannot be read") && line.contains("job=note"))
                .noneMatch(line -> line.contains("many") || line.contains("not JSON"))
                .anyMatch(line -> line.contains("StreamReadException"))
                .anyMatch(line -> line.contains("InvalidFormatException at") && line.contains("number"));
    }

    @Test
    void aDeadJobIsKeptWithItsCauseAndDoneAgainOnceWhenReplayed() {
        jobs.schedule(failing, id, new Note(id, 7));
        await().atMost(Duration.ofSeconds(30)).until(() -> !letters(id).isEmpty());
        DeadLetter letter = letters(id).getFirst();
        assertThat(letter.cause()).isEqualTo("IllegalStateException: fails each time");
        assertThat(json.readValue(letter.payload(), Note.class)).isEqualTo(new Note(id, 7));

        deadLetters.replay(letter.id());

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(failing.tried)
                        .filteredOn(new Note(id, 7)::equals)
                        .hasSize(2 * failing.retries().most()));
        assertThatThrownBy(() -> deadLetters.replay(letter.id())).hasMessageContaining("was replayed at");
    }

    @Test
    void aJobWaitsForWhatIsAwayAndNoTryIsCounted() {
        absent.away = true;
        jobs.schedule(absent, id, new Note(id, 1));
        await().atMost(Duration.ofSeconds(30)).until(() -> absent.asked.contains(new Note(id, 1)));

        absent.away = false;
        await().until(() -> hurry(absent, id) == 1);

        await().atMost(Duration.ofSeconds(30)).until(() -> !jobs.pending(absent, id));
        assertThat(letters(id)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 24})
    void aJobThatWasScheduledWhileTheClockWasHoursAheadIsNotHeldUp(long hours) {
        jobs.scheduleAt(notes, id, new Note(id, 1), later(Duration.ofHours(hours)));

        strays.bringBack();

        await().untilAsserted(() -> assertThat(notes.seen).contains(new Note(id, 1)));
    }

    @Test
    void aJobThatWaitsForItsTimeGoesOnWaiting() {
        jobs.scheduleAt(notes, id, new Note(id, 1), later(Duration.ofMinutes(15)));

        strays.bringBack();

        assertThat(jdbc.sql("select execution_time > now() + interval '14 minutes' from scheduled_tasks"
                                + " where task_instance = ?")
                        .param(id)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void aJobThatIsDueSinceADayRunsOnce() {
        jobs.scheduleAt(notes, id, new Note(id, 1), later(Duration.ofDays(-1)));

        await().until(() -> !jobs.pending(notes, id));
        assertThat(notes.seen).containsOnlyOnce(new Note(id, 1));
    }

    @Test
    void aJobWhoseProgramWasKilledWhileTheClockWasADayAheadRunsAgain() {
        leaveBehind(notes, new Note(id, 1), 0);
        jdbc.sql("update scheduled_tasks set last_heartbeat = now() + interval '1 day' where task_instance = ?")
                .param(id)
                .update();

        strays.bringBack();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(notes.seen).contains(new Note(id, 1)));
    }

    @Test
    void housekeepingThatAClockADayAheadPutOffRunsSoon() {
        await().until(() -> jdbc.sql("""
                        update scheduled_tasks set execution_time = now() + interval '1 day'
                        where task_name = 'tidying' and not picked
                        """).update() == 1);
        int before = tidying.runs.get();

        strays.bringBack();

        await().until(() -> tidying.runs.get() > before);
    }

    private static Instant later(Duration wait) {
        return Clock.systemUTC().instant().plus(wait);
    }

    private int hurry(Job<Note> job, String instance) {
        return jdbc.sql("""
                update scheduled_tasks set execution_time = now()
                where task_name = ? and task_instance = ? and not picked and consecutive_failures = 0
                """).params(job.name(), instance).update();
    }

    private List<DeadLetter> letters(String instance) {
        return deadLetters.newest(null, DeadLetters.LONGEST_PAGE).stream()
                .filter(letter -> letter.instance().equals(instance))
                .toList();
    }

    @Test
    void aJobWhoseDeathHasConsequencesThatAlwaysFailIsGoneInTheEnd() {
        int burials = 59;
        leaveBehind(
                unburied,
                json.writeValueAsBytes(new Note(id, 1)),
                unburied.retries().most() - 1 + burials);
        await().atMost(Duration.ofSeconds(30)).until(() -> unburied.dead.contains(new Note(id, 1)));
        assertThat(jobs.pending(unburied, id)).isTrue();

        String last = UUID.randomUUID().toString();
        id = last;
        leaveBehind(
                unburied,
                json.writeValueAsBytes(new Note(last, 1)),
                unburied.retries().most() + burials);

        await().atMost(Duration.ofSeconds(30)).until(() -> !jobs.pending(unburied, last));
    }

    /** As a program leaves a job that ran while it was killed. */
    private void leaveBehind(Job<Note> job, Note payload, int failures) {
        leaveBehind(job, json.writeValueAsBytes(payload), failures);
    }

    private void leaveBehind(Job<Note> job, byte[] payload, int failures) {
        jdbc.sql("""
                insert into scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, picked_by,
                    last_heartbeat, consecutive_failures, version)
                values (?, ?, ?, now() - interval '1 hour', true, 'killed', now() - interval '1 hour', ?, 1)
                """).params(job.name(), id, payload, failures).update();
    }

    record Note(String text, int number) {}

    static class NoteJob implements Job<Note> {

        private final List<Note> seen = new CopyOnWriteArrayList<>();
        private final List<Note> dead = new CopyOnWriteArrayList<>();

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

        private final List<Note> tried = new CopyOnWriteArrayList<>();
        private final List<Note> dead = new CopyOnWriteArrayList<>();

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

        private final List<Note> dead = new CopyOnWriteArrayList<>();

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

        private final AtomicInteger runs = new AtomicInteger();

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

        private final List<Note> asked = new CopyOnWriteArrayList<>();
        private volatile boolean away;

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

    @TestConfiguration(proxyBeanMethods = false)
    static class Kinds {

        @Bean
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
