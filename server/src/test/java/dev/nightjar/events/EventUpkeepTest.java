package dev.nightjar.events;

import static dev.nightjar.events.EventTesting.announce;
import static dev.nightjar.events.EventTesting.announcement;
import static dev.nightjar.events.EventTesting.newEvent;
import static dev.nightjar.events.EventTesting.uploaded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.TestCallers;
import dev.nightjar.TestClock;
import dev.nightjar.events.EventTesting.Camera;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.storage.BlobKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

@EventModuleTest
class EventUpkeepTest {

    @Value("${nightjar.data}")
    private Path data;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private EventTesting testing;

    @Autowired
    private Events events;

    @Autowired
    private EventRows rows;

    @Autowired
    private EventExpiry expiry;

    @Autowired
    private EventIntake intake;

    @Autowired
    private Announcements announcements;

    @Autowired
    private JsonMapper mapper;

    @Autowired
    private EventReconciler reconciler;

    @Autowired
    private AnalysisQueue queue;

    @Autowired
    private FakeAnalyzer analyzer;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestClock clock;

    private AccountId account;
    private Camera camera;
    private EventId event;

    @BeforeEach
    void newAccountWithACamera() {
        account = TestCallers.newAccount();
        camera = testing.camera(account);
        event = newEvent();
    }

    @Test
    void anEventWhoseClipDoesNotComeExpiresAfterADay() throws Exception {
        mvc.perform(announce(event, announcement(camera)).with(camera.phone()));
        clock.pass(Duration.ofHours(23));
        expiry.run();
        assertThat(state()).isEqualTo(EventState.UPLOADING);

        clock.pass(Duration.ofHours(1));
        expiry.run();

        assertThat(state()).isEqualTo(EventState.EXPIRED);
        assertThat(events.get(account, event).trace().doneAt()).isNotNull();
    }

    @Test
    void aPhoneThatWasAwayForDaysStillBringsItsClip() throws Exception {
        expire();

        mvc.perform(announce(event, announcement(camera)).with(camera.phone()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.event.state").value("uploading"))
                .andExpect(jsonPath("$.upload.url").isNotEmpty());
        expiry.run();
        assertThat(state()).isEqualTo(EventState.UPLOADING);
    }

    @Test
    void anEventDoesNotExpireWhileItIsAnnouncedAgain() throws Exception {
        mvc.perform(announce(event, announcement(camera)).with(camera.phone()));
        EventAnnouncement again = mapper.readValue(announcement(camera), EventAnnouncement.class);
        Caller.Device caller = new Caller.Device(camera.phone().device(), account);
        clock.pass(Duration.ofHours(25));

        transactions.executeWithoutResult(status -> {
            announcements.take(caller, event, again);
            inAnotherThread(expiry::run);
        });

        assertThat(state()).isEqualTo(EventState.UPLOADING);
    }

    @Test
    void aClipThatIsFoundWhileItsEventExpiresCounts() throws Exception {
        testing.send(camera, event);
        StoredEvent uploading = rows.find(account, event).orElseThrow();
        clock.pass(Duration.ofHours(25));
        expiry.run();
        assertThat(state()).isEqualTo(EventState.EXPIRED);

        assertThat(intake.takeIfArrived(uploading)).isTrue();

        testing.await(account, event, EventState.DONE);
    }

    @Test
    void aReportOfAnExpiredEventWhoseClipIsThereCounts() throws Exception {
        testing.send(camera, event);
        clock.pass(Duration.ofHours(25));
        expiry.run();

        mvc.perform(uploaded(event).with(camera.phone())).andExpect(status().isOk());

        testing.await(account, event, EventState.DONE);
    }

    @Test
    void whatIsDoneDoesNotExpire() throws Exception {
        testing.report(camera, event);
        testing.await(account, event, EventState.DONE);
        clock.pass(Duration.ofDays(3));

        expiry.run();

        assertThat(state()).isEqualTo(EventState.DONE);
    }

    @Test
    void aClipThatCameWithoutAWordIsFound() throws Exception {
        testing.send(camera, event);
        EventId without = newEvent();
        mvc.perform(announce(without, announcement(camera)).with(camera.phone()));
        reconciler.run();
        assertThat(state()).isEqualTo(EventState.UPLOADING);
        clock.pass(Duration.ofMinutes(11));

        reconciler.run();

        testing.await(account, event, EventState.DONE);
        assertThat(events.get(account, without).state()).isEqualTo(EventState.UPLOADING);
    }

    @Test
    void aClipThatCannotBeReadKeepsNoOtherWaiting() throws Exception {
        testing.send(camera, event);
        EventId unreadable = newEvent();
        mvc.perform(announce(unreadable, announcement(camera)).with(camera.phone()));
        BlobKey key = BlobKey.clip(account, camera.phone().device(), unreadable);
        Path folder = Files.createDirectories(data.resolve("storage/blobs").resolve(key.value()));
        Files.writeString(folder.resolve("content.unknown"), "not written by the store");
        clock.pass(Duration.ofMinutes(11));

        reconciler.run();

        testing.await(account, event, EventState.DONE);
        assertThat(events.get(account, unreadable).state()).isEqualTo(EventState.UPLOADING);
        // others look through the same store
        FileSystemUtils.deleteRecursively(folder);
    }

    @Test
    void anAnalysisThatNoJobCaresForIsStartedAnew() throws Exception {
        testing.send(camera, event);
        processWithoutAJob(EventState.UPLOADING);
        clock.pass(Duration.ofMinutes(31));

        reconciler.run();

        testing.await(account, event, EventState.DONE);
        assertThat(analyzer.asked(event))
                .singleElement()
                .satisfies(clip -> assertThat(clip.attempt()).isEqualTo("2-1"));
    }

    @Test
    void anAnalysisThatStillWaitsForItsTurnKeepsItsPlace() throws Exception {
        testing.send(camera, event);
        transactions.executeWithoutResult(status -> {
            queue.add(account, event, EventState.UPLOADING);
            jdbc.sql(
                            "update scheduled_tasks set execution_time = now() + interval '1 day' where task_instance like :id")
                    .param("id", "%" + event + "%")
                    .update();
        });
        clock.pass(Duration.ofMinutes(31));

        reconciler.run();

        assertThat(rows.find(account, event).orElseThrow().round()).isEqualTo(1);
    }

    @Test
    void anAnalysisThatIsLostAgainAndAgainIsGivenUp() throws Exception {
        testing.send(camera, event);
        processWithoutAJob(EventState.UPLOADING);
        for (int round = 2; round <= 5; round++) {
            processWithoutAJob(EventState.PROCESSING);
        }
        clock.pass(Duration.ofMinutes(31));

        reconciler.run();

        assertThat(state()).isEqualTo(EventState.FAILED);
        assertThat(events.get(account, event).analysis().code()).isEqualTo("analysisLost");
    }

    static void inAnotherThread(Runnable work) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.runAsync(work, threads).join();
        }
    }

    private EventState state() {
        return events.get(account, event).state();
    }

    private void expire() throws Exception {
        mvc.perform(announce(event, announcement(camera)).with(camera.phone()));
        clock.pass(Duration.ofHours(25));
        expiry.run();
        assertThat(state()).isEqualTo(EventState.EXPIRED);
    }

    private void processWithoutAJob(EventState from) {
        transactions.executeWithoutResult(status -> {
            assertThat(queue.add(account, event, from)).isPresent();
            jdbc.sql("delete from scheduled_tasks where task_name = 'analysis' and task_instance like :id")
                    .param("id", "%" + event + "%")
                    .update();
        });
    }
}
