package dev.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.nightjar.jobs.TestJobs.Note;
import dev.nightjar.jobs.TestJobs.NoteJob;
import dev.nightjar.jobs.TestJobs.Tidying;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** Jobs of a clock that jumps. */
@ApplicationModuleTest
@Import(TestJobs.Kinds.class)
@TestPropertySource(properties = "nightjar.jobs.heartbeat=200ms")
class StrayJobsTest {

    @Autowired
    private Jobs jobs;

    @Autowired
    private NoteJob notes;

    @Autowired
    private Tidying tidying;

    @Autowired
    private StrayJobs strays;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JsonMapper json;

    private String id = "";

    @BeforeEach
    void newId() {
        id = UUID.randomUUID().toString();
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
        TestJobs.leaveBehind(jdbc, notes, id, json.writeValueAsBytes(new Note(id, 1)), 0);
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

    @Test
    void aJobThatWouldBeBroughtBackIsNotTaken() {
        Duration longer = notes.longestWait().plusSeconds(1);

        assertThatThrownBy(() -> jobs.scheduleIn(notes, id, new Note(id, 1), longer))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(jobs.pending(notes, id)).isFalse();
    }

    private static Instant later(Duration wait) {
        return Clock.systemUTC().instant().plus(wait);
    }
}
