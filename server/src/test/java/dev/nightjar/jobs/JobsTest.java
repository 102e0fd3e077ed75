package dev.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
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
    void aJobWhosePayloadCannotBeReadDies() {
        for (String unreadable : List.of("not JSON", "{\"text\":\"a\",\"number\":\"many\"}")) {
            leaveBehind(notes, unreadable.getBytes(StandardCharsets.UTF_8), 0);

            await().atMost(Duration.ofSeconds(30)).until(() -> !jobs.pending(notes, id));
        }
        assertThat(letters(id))
                .hasSize(2)
                .allSatisfy(letter -> assertThat(letter.payload()).isNull());
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
