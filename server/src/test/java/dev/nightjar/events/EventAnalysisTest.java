package dev.nightjar.events;

import static dev.nightjar.events.EventTesting.newEvent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.AtOnce;
import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.events.EventTesting.Camera;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.inference.AnalyzeClip;
import dev.nightjar.inference.ClipAnalysed;
import dev.nightjar.storage.ClipStore;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

@EventModuleTest
class EventAnalysisTest {

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
    private AnalysisJob job;

    @Autowired
    private FakeAnalyzer analyzer;

    @Autowired
    private ClipStore clips;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    private SignedIn owner;
    private AccountId account;
    private Camera camera;
    private EventId event;

    @BeforeEach
    void newAccountWithACamera() {
        owner = callers.owner();
        account = owner.account();
        camera = testing.camera(account);
        event = newEvent();
    }

    @Test
    void aClipThatIsNoneEndsAsFailedWithAReason() throws Exception {
        analyzer.answer(event, FakeAnalyzer::notAVideo);

        testing.report(camera, event);

        Event failed = testing.await(account, event, EventState.FAILED);
        assertThat(failed.analysis())
                .isEqualTo(new Analysis(Analysis.Status.FAILED, null, null, "notAVideo", "The clip is not a video."));
        assertThat(analyzer.asked(event)).hasSize(1);
    }

    @Test
    void anEventThatItsModelDidNotSpeakOfCanBeAnalysedAgainAndKeepsWhatIsKnown() throws Exception {
        analyzer.answer(event, FakeAnalyzer::personInOtherWords);
        testing.report(camera, event);
        Event first = testing.await(account, event, EventState.DONE);
        analyzer.answer(event, FakeAnalyzer::notAVideo);

        mvc.perform(again().with(owner)).andExpect(status().isOk());

        Event kept = testing.await(account, event, EventState.DONE);
        assertThat(kept.findings()).isEqualTo(first.findings());
        assertThat(kept.analysis().status()).isEqualTo(Analysis.Status.DONE);
        analyzer.answer(event, FakeAnalyzer::person);
        mvc.perform(again().with(owner)).andExpect(status().isOk());
        assertThat(testing.await(account, event, EventState.DONE).findings()).isEqualTo(FakeAnalyzer.findings());
        mvc.perform(again().with(owner)).andExpect(status().isConflict());
        assertThat(jdbc.sql("select count(*) from credit_ledger where event = ? and kind = 'settled'")
                        .param(event.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void theAnalyserIsToldWhatIsKnownOfTheEvent() throws Exception {
        mvc.perform(put("/api/v1/sessions/" + camera.session() + "/instructions")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"instructions\":[\"Tell me if the dog is on the sofa\"]}")
                        .with(owner))
                .andExpect(status().isOk());

        testing.report(camera, event);

        testing.await(account, event, EventState.DONE);
        AnalyzeClip.Context context =
                Objects.requireNonNull(analyzer.asked(event).getFirst().context());
        assertThat(context.instructions()).containsExactly("Tell me if the dog is on the sofa");
        assertThat(context.trigger()).isEqualTo("motion");
        assertThat(context.timeZone()).isEqualTo("UTC");
    }

    @Test
    void aFailedEventCanBeAnalysedAgain() throws Exception {
        analyzer.answer(event, FakeAnalyzer::notAVideo);
        testing.report(camera, event);
        testing.await(account, event, EventState.FAILED);
        analyzer.answer(event, FakeAnalyzer::person);

        List<Integer> answers = AtOnce.call(
                10,
                i -> () -> mvc.perform(again().with(owner))
                        .andReturn()
                        .getResponse()
                        .getStatus());

        // whoever comes after it is done hears that it is
        assertThat(answers).contains(200);
        assertThat(Set.of(200, 409)).containsAll(answers);
        Event done = testing.await(account, event, EventState.DONE);
        assertThat(done.analysis()).isEqualTo(new Analysis(Analysis.Status.DONE, null, null, null, null));
        assertThat(analyzer.asked(event)).hasSize(2);
        mvc.perform(again().with(owner))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("wrongState"));
    }

    @Test
    void aFailureThatMayPassIsTriedAgain() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        analyzer.answer(event, clip -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("the model is not there");
            }
            return FakeAnalyzer.person(clip);
        });

        testing.report(camera, event);

        testing.await(account, event, EventState.DONE);
        assertThat(analyzer.asked(event)).extracting(AnalyzeClip::attempt).containsExactly("1-1", "1-2");
    }

    @Test
    void aGrantThatRanOutIsMintedAnew() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        analyzer.answer(
                event,
                clip -> calls.incrementAndGet() == 1
                        ? new ClipAnalysed.Regrant(clip.account(), clip.event(), clip.attempt())
                        : FakeAnalyzer.person(clip));

        testing.report(camera, event);

        testing.await(account, event, EventState.DONE);
        assertThat(analyzer.asked(event)).hasSize(2);
    }

    @Test
    void anAnalysisThatHangsIsInterruptedAndTriedAgain() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger interrupted = new AtomicInteger();
        analyzer.answer(event, clip -> {
            if (calls.incrementAndGet() > 1) {
                return FakeAnalyzer.person(clip);
            }
            try {
                synchronized (clip) {
                    while (calls.get() > 0) {
                        clip.wait();
                    }
                }
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
            }
            throw new IllegalStateException("interrupted");
        });

        testing.report(camera, event);

        testing.await(account, event, EventState.DONE);
        assertThat(interrupted).hasValue(1);
    }

    @Test
    void whenNoTryHelpsTheEventFailsAndCanBePlayed() throws Exception {
        testing.send(camera, event);
        AnalysisDue due = process();

        job.dead(due, new IllegalStateException("broken"));
        job.dead(due, new IllegalStateException("broken"));

        Event failed = events.get(account, event);
        assertThat(failed.state()).isEqualTo(EventState.FAILED);
        assertThat(failed.analysis().code()).isEqualTo("analysisFailed");
        mvc.perform(get("/api/v1/events/" + event + "/clip").with(owner)).andExpect(status().isFound());
    }

    @Test
    void aJobWhoseProcessWasKilledIsTakenUpAgain() throws Exception {
        testing.send(camera, event);
        transactions.executeWithoutResult(status -> {
            queue.add(account, event, EventState.UPLOADING);
            AnalysisDue due = new AnalysisDue(account, event, 1);
            assertThat(analysis.begin(due)).isPresent();
            int taken = jdbc.sql("""
                            update scheduled_tasks set picked = true, picked_by = 'killed', version = version + 1,
                                last_heartbeat = now() - interval '1 hour'
                            where task_name = 'analysis' and task_instance like :id
                            """).param("id", "%" + event + "%").update();
            assertThat(taken).isOne();
        });

        testing.await(account, event, EventState.DONE);

        assertThat(analyzer.asked(event)).extracting(AnalyzeClip::attempt).containsExactly("1-2");
    }

    @Test
    void aRepeatedResultChangesNothing() throws Exception {
        testing.send(camera, event);
        ClipAnalysed.Done result = result(begin(process()));

        assertThat(analysis.finish(result)).isTrue();
        Event done = events.get(account, event);
        assertThat(analysis.finish(result)).isFalse();
        assertThat(analysis.finish(new ClipAnalysed.Failed(account, event, result.attempt(), "late", "Too late.")))
                .isFalse();

        assertThat(events.get(account, event)).isEqualTo(done);
    }

    @Test
    void aResultOfAnEarlierAttemptComesTooLate() throws Exception {
        testing.send(camera, event);
        AnalysisDue due = process();
        StoredEvent first = begin(due);
        StoredEvent second = begin(due);

        assertThat(analysis.finish(result(first))).isFalse();
        assertThat(events.get(account, event).state()).isEqualTo(EventState.PROCESSING);
        assertThat(analysis.finish(result(second))).isTrue();
    }

    @Test
    void whatALateAttemptLeavesIsDeleted() throws Exception {
        analyzer.answer(event, clip -> {
            EventTesting.upload(clips, clip.poster());
            begin(new AnalysisDue(account, event, 1));
            return FakeAnalyzer.done(clip, clip.posterKey());
        });

        testing.send(camera, event);
        AnalysisDue due = process();
        job.run(due);

        AnalyzeClip late = analyzer.asked(event).getFirst();
        assertThat(clips.find(late.posterKey())).isEmpty();
        assertThat(events.get(account, event).state()).isEqualTo(EventState.PROCESSING);
    }

    @Test
    void aJobOfAnEarlierRoundDoesNothing() throws Exception {
        testing.send(camera, event);
        process();
        transactions.executeWithoutResult(status -> queue.add(account, event, EventState.PROCESSING));
        testing.await(account, event, EventState.DONE);
        int asked = analyzer.asked(event).size();

        job.run(new AnalysisDue(account, event, 1));

        assertThat(analyzer.asked(event)).hasSize(asked);
    }

    /** Moves the event as if its job had been taken by a process that does not come to it. */
    private AnalysisDue process() {
        return transactions.execute(status -> {
            queue.add(account, event, EventState.UPLOADING);
            jdbc.sql("delete from scheduled_tasks where task_name = 'analysis' and task_instance like :id")
                    .param("id", "%" + event + "%")
                    .update();
            return new AnalysisDue(account, event, 1);
        });
    }

    private StoredEvent begin(AnalysisDue due) {
        return analysis.begin(due).orElseThrow();
    }

    private ClipAnalysed.Done result(StoredEvent begun) {
        return new ClipAnalysed.Done(
                account, event, String.valueOf(begun.attempt()), FakeAnalyzer.findings(), 18, null);
    }

    private org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder again() {
        return post("/api/v1/events/" + event + "/analysis");
    }
}
