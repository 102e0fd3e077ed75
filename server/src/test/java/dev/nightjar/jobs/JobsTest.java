package dev.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.nightjar.jobs.TestJobs.AbsentJob;
import dev.nightjar.jobs.TestJobs.FailingJob;
import dev.nightjar.jobs.TestJobs.Note;
import dev.nightjar.jobs.TestJobs.NoteJob;
import dev.nightjar.jobs.TestJobs.UnburiedJob;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@ApplicationModuleTest
@Import(TestJobs.Kinds.class)
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
        TestJobs.leaveBehind(jdbc, notes, id, json.writeValueAsBytes(new Note(id, 1)), 0);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(notes.seen).contains(new Note(id, 1)));
    }

    @Test
    void aJobThatKillsItsProgramEachTimeDies() {
        TestJobs.leaveBehind(
                jdbc,
                notes,
                id,
                json.writeValueAsBytes(new Note(id, 1)),
                notes.retries().most() - 1);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(notes.dead).contains(new Note(id, 1)));
        assertThat(notes.seen).doesNotContain(new Note(id, 1));
    }

    @Test
    void aJobWhosePayloadCannotBeReadDiesAndTheLogSaysWhyButNotWhatItHolds(CapturedOutput log) {
        for (String unreadable : List.of("not JSON", "{\"text\":\"a\",\"number\":\"many\"}")) {
            TestJobs.leaveBehind(jdbc, notes, id, unreadable.getBytes(StandardCharsets.UTF_8), 0);

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
        TestJobs.leaveBehind(
                jdbc,
                unburied,
                id,
                json.writeValueAsBytes(new Note(id, 1)),
                unburied.retries().most() - 1 + burials);
        await().atMost(Duration.ofSeconds(30)).until(() -> unburied.dead.contains(new Note(id, 1)));
        assertThat(jobs.pending(unburied, id)).isTrue();

        String last = UUID.randomUUID().toString();
        TestJobs.leaveBehind(
                jdbc,
                unburied,
                last,
                json.writeValueAsBytes(new Note(last, 1)),
                unburied.retries().most() + burials);

        await().atMost(Duration.ofSeconds(30)).until(() -> !jobs.pending(unburied, last));
    }
}
