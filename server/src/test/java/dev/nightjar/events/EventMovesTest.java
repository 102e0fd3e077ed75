package dev.nightjar.events;

import static dev.nightjar.events.Analysis.Status.NONE;
import static dev.nightjar.events.EventState.ANNOUNCED;
import static dev.nightjar.events.EventState.DISMISSED;
import static dev.nightjar.events.EventState.DONE;
import static dev.nightjar.events.EventState.EXPIRED;
import static dev.nightjar.events.EventState.FAILED;
import static dev.nightjar.events.EventState.PROCESSING;
import static dev.nightjar.events.EventState.UPLOADING;
import static dev.nightjar.events.EventTesting.announce;
import static dev.nightjar.events.EventTesting.announcement;
import static dev.nightjar.events.EventTesting.doubtWithoutClip;
import static dev.nightjar.events.EventTesting.frame;
import static dev.nightjar.events.EventTesting.newEvent;
import static dev.nightjar.events.EventTesting.preview;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.AtOnce;
import dev.nightjar.TestCallers;
import dev.nightjar.events.EventTesting.Camera;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.inference.ClipAnalysed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/** Any moves in any order, against the table of those that are allowed. */
@EventModuleTest
class EventMovesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    /** From each state, the states that can be reached by one move. */
    private static final Map<EventState, Set<EventState>> ALLOWED = Map.of(
            ANNOUNCED, Set.of(UPLOADING, DONE, EXPIRED),
            DISMISSED, Set.of(UPLOADING, ANNOUNCED),
            UPLOADING, Set.of(PROCESSING, DONE, EXPIRED),
            EXPIRED, Set.of(UPLOADING, PROCESSING),
            PROCESSING, Set.of(DONE, FAILED, PROCESSING),
            FAILED, Set.of(PROCESSING),
            DONE, Set.of(UPLOADING));

    private static final ClipDescription CLIP = new ClipDescription(18, 10, 8, 17, "video/mp4", "0".repeat(64));

    @Autowired
    private MockMvc mvc;

    @Autowired
    private EventTesting testing;

    @Autowired
    private EventRows rows;

    @Autowired
    private EventMoves moves;

    private AccountId account;
    private Camera camera;
    private EventId event;

    @BeforeEach
    void newEventOfACamera() throws Exception {
        account = TestCallers.newAccount();
        camera = testing.camera(account);
        event = announced();
    }

    @Test
    void noSequenceOfMovesLeavesTheTable() throws Exception {
        Random random = new Random(42);
        for (int sequence = 0; sequence < 20; sequence++) {
            event = sequence % 2 == 0 ? announced() : dismissed();
            for (int step = 0; step < 25; step++) {
                StoredEvent before = stored();
                boolean moved = anyMove(random).call();
                StoredEvent after = stored();
                if (moved) {
                    assertThat(ALLOWED.get(before.event().state()))
                            .contains(after.event().state());
                    assertThat(before.event().state() == DONE
                                    && before.event().analysis().status() != NONE)
                            .as("an event that was analysed moved")
                            .isFalse();
                    assertThat(after.event().change()).isEqualTo(before.event().change() + 1);
                } else {
                    assertThat(after).isEqualTo(before);
                }
            }
        }
    }

    @Test
    void ofManyWhoTryTheSameMoveOneSucceeds() throws Exception {
        assertThat(AtOnce.call(
                        10,
                        i -> () -> moves.process(account, event, UPLOADING, NOW).isPresent()))
                .containsOnlyOnce(true);
        moves.attempt(account, event, 1, NOW);
        assertThat(AtOnce.call(
                        10,
                        i -> () -> (i % 2 == 0 ? moves.done(done("1-1"), NOW) : moves.failed(failed("1-1"), NOW))
                                .isPresent()))
                .containsOnlyOnce(true);
    }

    private Callable<Boolean> anyMove(Random random) {
        StoredEvent event = stored();
        int round = Math.max(1, event.round() - random.nextInt(2));
        String attempt = random.nextBoolean() ? String.valueOf(event.attempt()) : "0-0";
        List<Callable<Boolean>> all = List.of(
                () -> moves.awaitClip(account, this.event, toCome(event), CLIP, NOW),
                () -> moves.withoutClip(account, this.event, NOW),
                () -> moves.restore(account, this.event, NOW),
                () -> moves.process(account, this.event, UPLOADING, NOW).isPresent(),
                () -> moves.process(account, this.event, EXPIRED, NOW).isPresent(),
                () -> moves.process(account, this.event, FAILED, NOW).isPresent(),
                () -> moves.attempt(account, this.event, round, NOW).isPresent(),
                () -> moves.done(done(attempt), NOW).isPresent(),
                () -> moves.failed(failed(attempt), NOW).isPresent(),
                () -> moves.giveUp(account, this.event, round, "lost", "Lost.", NOW)
                        .isPresent(),
                // of all events, so others may be among them
                () -> moves.expire(Instant.parse("2100-01-01T00:00:00Z"), 1000, NOW).stream()
                        .anyMatch(expired -> expired.event().equals(this.event)));
        return all.get(random.nextInt(all.size()));
    }

    private EventId announced() throws Exception {
        EventId made = newEvent();
        mvc.perform(announce(made, announcement(camera)).with(camera.phone())).andExpect(status().isOk());
        return made;
    }

    private EventId dismissed() throws Exception {
        EventId made = newEvent();
        mvc.perform(preview(made, doubtWithoutClip(camera), frame(1)).with(camera.phone()))
                .andExpect(status().isOk());
        return made;
    }

    private static EventAnnouncement toCome(StoredEvent stored) {
        Event event = stored.event();
        return new EventAnnouncement(event.sessionId(), event.at(), event.trigger(), CLIP, null, null);
    }

    private StoredEvent stored() {
        return rows.find(account, event).orElseThrow();
    }

    private ClipAnalysed.Done done(String attempt) {
        return new ClipAnalysed.Done(account, event, attempt, FakeAnalyzer.findings(), 18, null);
    }

    private ClipAnalysed.Failed failed(String attempt) {
        return new ClipAnalysed.Failed(account, event, attempt, "notAVideo", "The clip is not a video.");
    }
}
