package dev.nightjar.events;

import static dev.nightjar.events.EventTesting.newEvent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.TestCallers;
import dev.nightjar.TestClock;
import dev.nightjar.events.EventTesting.Camera;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.inference.AnalyzeClip;
import dev.nightjar.inference.ClipAnalysed;
import dev.nightjar.jobs.DeadLetter;
import dev.nightjar.jobs.DeadLetters;
import dev.nightjar.queue.MessageQueue;
import dev.nightjar.queue.TestBroker;
import dev.nightjar.storage.ClipStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;

/** Clips go to workers and results come back by a real broker; the job table is the relay. */
@EventModuleTest
class QueuedAnalysisTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestCallers callers;

    @Autowired
    private EventTesting testing;

    @Autowired
    private Events events;

    @Autowired
    private EventRows rows;

    @Autowired
    private FakeAnalyzer analyzer;

    @Autowired
    private MessageQueue queue;

    @Autowired
    private DeadLetters letters;

    @Autowired
    private AnalysisQueue analyses;

    @Autowired
    private EventReconciler reconciler;

    @Autowired
    private ClipStore clips;

    @Autowired
    private TestClock clock;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    @TempDir
    private Path folder;

    private AccountId account;
    private Camera camera;
    private EventId event;

    @DynamicPropertySource
    static void aBroker(DynamicPropertyRegistry settings) {
        settings.add("nightjar.queue.kind", () -> "amqp");
        settings.add("nightjar.queue.address", () -> TestBroker.shared().address());
        settings.add("nightjar.queue.prefix", () -> "queued-");
        settings.add("nightjar.queue.patience", () -> "0s");
    }

    @BeforeEach
    void newAccountWithACamera() {
        account = callers.owner().account();
        camera = testing.camera(account);
        event = newEvent();
    }

    @AfterEach
    void theClockIsRightAgain() {
        clock.reset();
    }

    @Test
    void aClipGoesToAWorkerAndItsResultComesBack() throws Exception {
        testing.report(camera, event);

        Event done = testing.await(account, event, EventState.DONE);
        assertThat(done.analysis().status()).isEqualTo(Analysis.Status.DONE);
        assertThat(analyzer.asked(event)).hasSize(1);
        assertThat(charges()).isEqualTo(1);
    }

    @Test
    void aResultThatComesAgainChangesNothing() throws Exception {
        testing.report(camera, event);
        Event done = testing.await(account, event, EventState.DONE);
        AnalyzeClip clip = analyzer.asked(event).getFirst();

        sendAndAwait(FakeAnalyzer.person(clip), FakeAnalyzer.person(clip));
        sendAndAwait(FakeAnalyzer.notAVideo(clip));

        assertThat(events.get(account, event)).isEqualTo(done);
        assertThat(charges()).isEqualTo(1);
    }

    @Test
    void aResultOfAnEarlierAttemptThatComesAfterTheNextBeganIsNotTaken() throws Exception {
        analyzer.answer(event, clip -> clip.attempt().equals("1-1") ? regrant(clip) : FakeAnalyzer.person(clip));
        testing.report(camera, event);
        Event done = testing.await(account, event, EventState.DONE);

        sendAndAwait(FakeAnalyzer.notAVideo(analyzer.asked(event).getFirst()));

        assertThat(events.get(account, event)).isEqualTo(done);
        assertThat(rows.find(account, event).map(StoredEvent::attempt)).hasValue("1-2");
    }

    @Test
    void aClipWhoseGrantRanOutIsSentAgainAndNothingIsHeldAgainstIt() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        analyzer.answer(event, clip -> asked.incrementAndGet() < 3 ? regrant(clip) : FakeAnalyzer.person(clip));

        testing.report(camera, event);

        testing.await(account, event, EventState.DONE);
        assertThat(failures()).isZero();
        assertThat(analyzer.asked(event)).extracting(AnalyzeClip::attempt).containsExactly("1-1", "1-2", "1-3");
    }

    @Test
    void aClipThatWaitedHalfAnHourForAWorkerIsLookedAtWithTheGrantsItCameWith() throws Exception {
        analyzer.answer(event, this::useGrants);

        waitForAWorker(Duration.ofMinutes(30));

        testing.await(account, event, EventState.DONE);
        assertThat(analyzer.asked(event)).extracting(AnalyzeClip::attempt).containsExactly("1-1");
        assertThat(charges()).isEqualTo(1);
    }

    @Test
    void aClipThatWaitedLongerThanItsGrantsLastGetsNewOnesOnceAndIsLookedAt() throws Exception {
        analyzer.answer(event, this::useGrants);

        waitForAWorker(Duration.ofHours(3));

        testing.await(account, event, EventState.DONE);
        assertThat(analyzer.asked(event)).extracting(AnalyzeClip::attempt).containsExactly("1-2");
        assertThat(failures()).isZero();
        assertThat(charges()).isEqualTo(1);
    }

    @Test
    void aSecondAnswerThatAGrantRanOutBeginsNoSecondAttempt() throws Exception {
        analyzer.answer(event, clip -> {
            if (clip.attempt().equals("1-1")) {
                send(regrant(clip));
                return regrant(clip);
            }
            return FakeAnalyzer.person(clip);
        });

        testing.report(camera, event);

        testing.await(account, event, EventState.DONE);
        assertThat(analyzer.asked(event)).hasSize(2);
    }

    @Test
    void anAnalysisThatFailsIsTriedAgain() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        analyzer.answer(event, clip -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("fails at first");
            }
            return FakeAnalyzer.person(clip);
        });

        testing.report(camera, event);

        testing.await(account, event, EventState.DONE);
        assertThat(failures()).isEqualTo(1);
        assertThat(charges()).isEqualTo(1);
    }

    @Test
    void whatWasGivenUpIsShownToTheOperatorAndReplayedOnce() throws Exception {
        analyzer.answer(event, this::failForTheLastTime);
        testing.report(camera, event);
        testing.await(account, event, EventState.FAILED);
        DeadLetter letter = awaitLetter();
        assertThat(letter.payload()).contains(account.toString(), event.toString());
        assertThat(letter.cause()).contains("fails for the last time");
        mvc.perform(get("/api/v1/admin/dead-letters").with(callers.operator()))
                .andExpect(jsonPath("$.items[?(@.id == '%s')]", letter.id()).isNotEmpty());

        analyzer.answer(event, FakeAnalyzer::person);
        mvc.perform(replay(letter)).andExpect(status().isOk());

        testing.await(account, event, EventState.DONE);
        assertThat(charges()).isEqualTo(1);
        mvc.perform(replay(letter)).andExpect(status().isConflict());
    }

    @Test
    void aClipThatWaitsForAWorkerKeepsItsPlaceForAsLongAsTheBrokerKeepsIt() throws Exception {
        sentAndNotTakenFor(Duration.ofHours(24));

        reconciler.run();

        assertThat(rows.find(account, event).orElseThrow().round()).isEqualTo(1);
        assertThat(analyzer.asked(event)).isEmpty();
    }

    @Test
    void aClipThatTheBrokerKeepsNoLongerIsSentAnew() throws Exception {
        sentAndNotTakenFor(Duration.ofHours(25));

        reconciler.run();

        testing.await(account, event, EventState.DONE);
        assertThat(analyzer.asked(event)).extracting(AnalyzeClip::attempt).containsExactly("2-1");
    }

    @Test
    void anOrderThatNobodyCanReadEndsItsEventAndIsKept() throws Exception {
        analyzer.answer(event, clip -> {
            // in place of an answer, an order of the same attempt arrives that makes no sense
            queue.send(AnalyzeClip.QUEUE, ids(clip.attempt()), List.of("no order"));
            throw new IllegalStateException("no result");
        });

        testing.report(camera, event);

        testing.await(account, event, EventState.FAILED);
        assertThat(awaitLetter().kind()).isEqualTo("DLQ");
        assertThat(charges()).isZero();
    }

    @Test
    void aMessageThatSaysNotWhatItIsAboutIsKeptAndCannotBeReplayed() throws Exception {
        queue.send(ClipAnalysed.QUEUE, Map.of("attempt", event.toString()), List.of("no result"));

        await().atMost(LONG).until(() -> letter(event.toString()).isPresent());
        DeadLetter kept = letter(event.toString()).orElseThrow();
        assertThat(kept.payload()).isNull();
        mvc.perform(replay(kept)).andExpect(status().isConflict());
    }

    @Test
    void aLetterThatThereIsNotIsNotFound() throws Exception {
        mvc.perform(get("/api/v1/admin/dead-letters/" + TestCallers.newId()).with(callers.operator()))
                .andExpect(status().isNotFound());
        mvc.perform(get("/api/v1/admin/dead-letters").with(callers.owner())).andExpect(status().isForbidden());
    }

    /** The order lies in the broker for so long, behind a clip that the only worker looks at. */
    private void waitForAWorker(Duration time) throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        EventId before = newEvent();
        analyzer.answer(before, clip -> {
            awaitQuietly(end);
            return FakeAnalyzer.person(clip);
        });
        testing.report(camera, before);
        await().atMost(LONG).until(() -> !analyzer.asked(before).isEmpty());
        testing.report(camera, event);
        await().atMost(LONG).until(() -> TestBroker.shared().count("queued-" + AnalyzeClip.QUEUE) == 2);
        clock.pass(time);
        end.countDown();
    }

    private static void awaitQuietly(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** As a worker does: fetches the clip and leaves a poster. */
    private ClipAnalysed useGrants(AnalyzeClip clip) {
        try {
            clips.download(clip.clip(), folder.resolve(clip.attempt()));
            clips.upload(clip.poster(), EventTesting.frame(1));
            return FakeAnalyzer.person(clip);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As it is when its order was sent so long ago, and no worker came. */
    private void sentAndNotTakenFor(Duration time) throws Exception {
        testing.send(camera, event);
        transactions.executeWithoutResult(status -> {
            assertThat(analyses.add(account, event, EventState.UPLOADING)).isPresent();
            jdbc.sql("delete from scheduled_tasks where task_name = 'analysis' and task_instance like ?")
                    .param("%" + event + "%")
                    .update();
            jdbc.sql("update events set moved_at = moved_at - make_interval(secs => ?) where id = ?")
                    .params(time.toSeconds(), event.value())
                    .update();
        });
    }

    private ClipAnalysed failForTheLastTime(AnalyzeClip clip) {
        jdbc.sql("update events set analysis_failures = 4 where id = ?")
                .param(clip.event().value())
                .update();
        throw new IllegalStateException("fails for the last time");
    }

    private RequestBuilder replay(DeadLetter letter) {
        return post("/api/v1/admin/dead-letters/" + letter.id() + "/replay").with(callers.operator());
    }

    private static ClipAnalysed regrant(AnalyzeClip clip) {
        return new ClipAnalysed.Regrant(clip.account(), clip.event(), clip.attempt());
    }

    private void send(ClipAnalysed result) {
        queue.send(ClipAnalysed.QUEUE, ids(result.attempt()), result);
    }

    /** Until all of them have been taken. */
    private void sendAndAwait(ClipAnalysed... results) {
        long before = TestBroker.shared().dealtWith("queued-clip_analysed");
        List.of(results).forEach(this::send);
        await().atMost(LONG)
                .until(() -> TestBroker.shared().dealtWith("queued-clip_analysed") >= before + results.length);
    }

    private Map<String, String> ids(String attempt) {
        return Map.of("account", account.toString(), "event", event.toString(), "attempt", attempt);
    }

    private DeadLetter awaitLetter() {
        await().atMost(LONG).until(() -> letter(event.toString()).isPresent());
        return letter(event.toString()).orElseThrow();
    }

    /** The newest that speaks of it. */
    private Optional<DeadLetter> letter(String of) {
        return letters.newest(null, 100).stream()
                .filter(letter -> letter.toString().contains(of))
                .findFirst();
    }

    private int failures() {
        return jdbc.sql("select analysis_failures from events where id = ?")
                .param(event.value())
                .query(Integer.class)
                .single();
    }

    private int charges() {
        return jdbc.sql("select count(*) from credit_ledger where event = ? and kind = 'settled'")
                .param(event.value())
                .query(Integer.class)
                .single();
    }
}
