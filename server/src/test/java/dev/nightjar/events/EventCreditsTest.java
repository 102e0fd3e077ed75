package dev.nightjar.events;

import static dev.nightjar.events.EventTesting.newEvent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.AtOnce;
import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.events.EventTesting.Camera;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.plans.Credits;
import dev.nightjar.plans.Plans;
import dev.nightjar.plans.Usage;
import dev.nightjar.plans.UsageReport;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.transaction.support.TransactionTemplate;

/** What events cost. The clip lasts 18.2 s by its phone and 18 s as measured: two credits, 20 seconds. */
@EventModuleTest
class EventCreditsTest {

    private static final double ALL_OF_FREE = 1800;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestCallers callers;

    @Autowired
    private EventTesting testing;

    @Autowired
    private Events events;

    @Autowired
    private EventAnalysis analysis;

    @Autowired
    private AnalysisQueue queue;

    @Autowired
    private FakeAnalyzer analyzer;

    @Autowired
    private Plans plans;

    @Autowired
    private Credits credits;

    @Autowired
    private UsageReport usage;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    private SignedIn owner;
    private AccountId account;
    private Camera camera;
    private EventId event;

    @BeforeEach
    void newAccountWithTheFreePlan() {
        owner = callers.owner();
        account = owner.account();
        plans.change(account, "free");
        camera = testing.camera(account);
        event = newEvent();
    }

    @Test
    void anAnalysedEventIsChargedToItsCameraAndDay() throws Exception {
        testing.report(camera, event);
        testing.await(account, event, EventState.DONE);

        Usage used = usage.of(account);
        assertThat(used.usedSeconds()).isEqualTo(20);
        assertThat(used.heldSeconds()).isZero();
        assertThat(used.leftSeconds()).isEqualTo(1780);
        assertThat(used.cameras())
                .containsExactly(new Usage.CameraUsage(camera.phone().device(), 20, 1));
        assertThat(used.days()).containsExactly(new Usage.DayUsage(used.today(), 20, 1));
    }

    @Test
    void aPlanWithoutALimitIsCountedToo() throws Exception {
        plans.change(account, "home");

        testing.report(camera, event);
        testing.await(account, event, EventState.DONE);

        assertThat(usage.of(account).usedSeconds()).isEqualTo(20);
        assertThat(usage.of(account).leftSeconds()).isNull();
    }

    @Test
    void whatIsBeingAnalysedIsHeld() throws Exception {
        testing.send(camera, event);
        process();

        assertThat(usage.of(account).heldSeconds()).isEqualTo(20);
        assertThat(usage.of(account).usedSeconds()).isZero();
    }

    @Test
    void aReportThatIsRepeatedTenTimesAtOnceIsChargedOnce() throws Exception {
        testing.send(camera, event);

        AtOnce.call(
                10,
                i -> () -> mvc.perform(EventTesting.uploaded(event).with(camera.phone()))
                        .andExpect(status().isOk()));

        testing.await(account, event, EventState.DONE);
        assertThat(usage.of(account).usedSeconds()).isEqualTo(20);
    }

    @Test
    void aFailedAnalysisCostsNothing() throws Exception {
        analyzer.answer(event, FakeAnalyzer::notAVideo);

        testing.report(camera, event);
        testing.await(account, event, EventState.FAILED);

        assertThat(usage.of(account).leftSeconds()).isEqualTo(1800);
    }

    @Test
    void anAnalysisThatIsGivenUpCostsNothing() throws Exception {
        testing.send(camera, event);
        process();

        analysis.giveUp(new AnalysisDue(account, event, 1), "analysisLost", "It was lost.");

        assertThat(usage.of(account).leftSeconds()).isEqualTo(1800);
    }

    @Test
    void anEventThatIsDeletedWhileItWaitsHoldsNothing() throws Exception {
        testing.send(camera, event);
        process();

        mvc.perform(delete("/api/v1/events/" + event).with(owner)).andExpect(status().isNoContent());

        assertThat(usage.of(account).leftSeconds()).isEqualTo(1800);
    }

    @Test
    void outOfCreditsAnEventIsKeptAndPlayableAndNotAnalysed() throws Exception {
        useUp();

        testing.report(camera, event);

        Event kept = testing.await(account, event, EventState.DONE);
        assertThat(kept.analysis())
                .isEqualTo(new Analysis(
                        Analysis.Status.SKIPPED,
                        "outOfCredits",
                        usage.of(account).endsAt(),
                        null,
                        null));
        assertThat(analyzer.asked(event)).isEmpty();
        mvc.perform(get("/api/v1/events/" + event + "/clip").with(owner)).andExpect(status().isFound());
    }

    @Test
    void whatIsNotAnalysedForWantOfCreditsIsCountedWithItsReason() throws Exception {
        useUp();
        double before = ended("outOfCredits");

        testing.report(camera, event);

        await().untilAsserted(() -> assertThat(ended("outOfCredits") - before).isEqualTo(1));
    }

    @Test
    void whoAsksForAnAnalysisWithoutCreditsIsToldHowManyThereAreAndUntilWhen() throws Exception {
        useUp();
        testing.report(camera, event);
        Event kept = testing.await(account, event, EventState.DONE);
        Instant endsAt = usage.of(account).endsAt();

        analyse()
                .andExpect(status().isTooManyRequests())
                .andExpect(header().exists("Retry-After"))
                .andExpect(jsonPath("$.code").value("outOfCredits"))
                .andExpect(jsonPath("$.limit").value(1800))
                .andExpect(
                        jsonPath("$.endsAt").value(startsWith(endsAt.toString().replace("Z", ""))))
                .andExpect(jsonPath("$.detail").value(containsString("30 minutes")));

        assertThat(events.get(account, event)).isEqualTo(kept);
    }

    @Test
    void anEventThatWasNotAnalysedCanBeLater() throws Exception {
        useUp();
        testing.report(camera, event);
        testing.await(account, event, EventState.DONE);
        plans.change(account, "plus");

        List<Integer> answers =
                AtOnce.call(5, i -> () -> analyse().andReturn().getResponse().getStatus());

        assertThat(answers).contains(200);
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(events.get(account, event).analysis())
                        .isEqualTo(new Analysis(Analysis.Status.DONE, null, null, null, null)));
        assertThat(analyzer.asked(event)).hasSize(1);
        assertThat(usage.of(account).usedSeconds()).isEqualTo(1820);
    }

    @Test
    void anEventWithoutAClipIsNotAnalysedLater() throws Exception {
        mvc.perform(EventTesting.announce(event, EventTesting.announcementWithoutClip(camera))
                        .with(camera.phone()))
                .andExpect(status().isOk());

        analyse().andExpect(status().isConflict()).andExpect(jsonPath("$.code").value("wrongState"));
    }

    /** Charges all that the free plan has in a month. */
    private void useUp() {
        EventId other = newEvent();
        transactions.executeWithoutResult(status -> {
            credits.reserve(account, other, camera.phone().device(), ALL_OF_FREE);
            credits.settle(account, other, ALL_OF_FREE);
        });
        assertThat(usage.of(account).leftSeconds()).isZero();
    }

    /** Sends the event to analysis, as if its job had been taken by a process that does not come to it. */
    private void process() {
        transactions.executeWithoutResult(status -> {
            queue.add(account, event, EventState.UPLOADING);
            jdbc.sql("delete from scheduled_tasks where task_name = 'analysis' and task_instance like :id")
                    .param("id", "%" + event + "%")
                    .update();
        });
    }

    private ResultActions analyse() throws Exception {
        return mvc.perform(post("/api/v1/events/" + event + "/analysis").with(owner));
    }

    private double ended(String reason) {
        return meters.counter("nightjar.events", "state", "done", "reason", reason)
                .count();
    }
}
