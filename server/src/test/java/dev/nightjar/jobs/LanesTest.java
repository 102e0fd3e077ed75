package dev.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nightjar.jobs.TestJobs.LongJob;
import dev.nightjar.jobs.TestJobs.Note;
import dev.nightjar.jobs.TestJobs.NoteJob;
import dev.nightjar.jobs.TestJobs.UrgentJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

@ApplicationModuleTest
@Import(TestJobs.Kinds.class)
@TestPropertySource(properties = "nightjar.jobs.threads=2")
@DirtiesContext
class LanesTest {

    @Autowired
    private Jobs jobs;

    @Autowired
    private LongJob longJobs;

    @Autowired
    private UrgentJob urgent;

    @Autowired
    private NoteJob notes;

    @AfterEach
    void letGo() {
        longJobs.end.countDown();
    }

    @Test
    void aLaneGoesOnWhileAllThreadsOfAnotherAreBusy() {
        for (int i = 0; i < 5; i++) {
            jobs.schedule(longJobs, "long-" + i, new Note("long", i));
        }
        await().until(() -> longJobs.running.get() == 2);
        Note behind = new Note("behind", 1);
        Note beside = new Note("beside", 1);

        jobs.schedule(notes, "behind", behind);
        jobs.schedule(urgent, "beside", beside);

        await().untilAsserted(() -> assertThat(urgent.seen).containsExactly(beside));
        assertThat(notes.seen).isEmpty();
        assertThat(longJobs.running).hasValue(2);
        longJobs.end.countDown();
        await().untilAsserted(() -> assertThat(notes.seen).containsExactly(behind));
    }
}
