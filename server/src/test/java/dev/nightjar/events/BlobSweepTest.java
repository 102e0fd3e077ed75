package dev.nightjar.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.TestCallers;
import dev.nightjar.events.EventTesting.Camera;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.ClipStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EventModuleTest
class BlobSweepTest {

    @Autowired
    private BlobSweep sweep;

    @Autowired
    private BlobSettlement settlement;

    @Autowired
    private UpkeepPlaces places;

    @Autowired
    private UpkeepTesting upkeep;

    @Autowired
    private EventTesting testing;

    @Autowired
    private ClipStore clips;

    @Autowired
    private JdbcClient jdbc;

    private final Instant inTwoDays = Instant.now().plus(Duration.ofDays(2));
    private AccountId account;
    private DeletedClip event;

    @BeforeEach
    void anEventWithFiles() throws Exception {
        account = TestCallers.newAccount();
        event = upkeep.event(account, EventState.DONE, Instant.now());
        upkeep.files(event);
    }

    @AfterEach
    void leaveNothing() {
        jdbc.sql("delete from events").update();
        jdbc.sql("delete from upkeep_places").update();
    }

    @Test
    void filesWithoutARowGoOnceTheyAreOld() {
        jdbc.sql("delete from events where id = ?").param(event.event().value()).update();
        sweep.sweepAt(Instant.now());
        assertThat(upkeep.filesOf(event)).isEqualTo(3);

        sweep.sweepAt(inTwoDays);

        assertThat(upkeep.filesOf(event)).isZero();
    }

    @Test
    void whatTheRowAccountsForStays() {
        jdbc.sql("update events set analysis_attempt = '1-1' where id = ?")
                .param(event.event().value())
                .update();

        sweep.sweepAt(inTwoDays);

        assertThat(upkeep.filesOf(event)).isEqualTo(3);
    }

    @Test
    void whatAnEarlierAttemptLeftGoes() throws Exception {
        BlobKey current = UpkeepTesting.derived(event, "2-1", "poster.jpg");
        upkeep.file(current, "image/jpeg");
        jdbc.sql("update events set analysis_attempt = '2-1', poster_key = ? where id = ?")
                .params(current.value(), event.event().value())
                .update();

        sweep.sweepAt(inTwoDays);

        assertThat(clips.find(UpkeepTesting.derived(event, "1-1", "poster.jpg")))
                .isEmpty();
        assertThat(clips.find(current)).isPresent();
        assertThat(clips.find(UpkeepTesting.derived(event, "preview", "1.jpg"))).isPresent();
        assertThat(clips.find(UpkeepTesting.clip(event))).isPresent();
    }

    @Test
    void theFilesOfAnEventThatIsBeingLookedAtStay() {
        jdbc.sql("update events set state = 'processing' where id = ?")
                .param(event.event().value())
                .update();

        sweep.sweepAt(inTwoDays);

        assertThat(upkeep.filesOf(event)).isEqualTo(3);
    }

    @Test
    void aClipThatNobodyReportedIsTakenThoughItsEventExpired() throws Exception {
        Camera camera = testing.camera(account);
        EventId late = EventTesting.newEvent();
        testing.send(camera, late);
        jdbc.sql("update events set state = 'expired' where id = ?")
                .param(late.value())
                .update();

        sweep.sweepAt(inTwoDays);

        testing.await(account, late, EventState.DONE);
    }

    @Test
    void aClipUnderAnotherCamerasNameGoes() throws Exception {
        BlobKey wrong = BlobKey.clip(account, new DeviceId(TestCallers.newId()), event.event());
        upkeep.file(wrong, "video/mp4");

        sweep.sweepAt(inTwoDays);

        assertThat(clips.find(wrong)).isEmpty();
        assertThat(clips.find(UpkeepTesting.clip(event))).isPresent();
    }

    @Test
    void aFileThatWasNotMadeForAnEventIsLeftAlone() throws Exception {
        BlobKey other = new BlobKey("clips/somebody-elses.mp4");
        upkeep.file(other, "video/mp4");

        sweep.sweepAt(inTwoDays);

        assertThat(clips.find(other)).isPresent();
        clips.delete(other);
    }

    @Test
    void nothingGoesWhenMostFilesBelongToNoEventAsInTheDatabaseOfAnother() {
        jdbc.sql("delete from events where id = ?").param(event.event().value()).update();
        List<BlobKey> keys = new ArrayList<>();
        keys.add(UpkeepTesting.clip(event));
        for (int i = 0; i < 200; i++) {
            keys.add(BlobKey.clip(account, event.device(), EventTesting.newEvent()));
        }

        assertThat(settlement.settle(keys)).isZero();

        assertThat(clips.find(UpkeepTesting.clip(event))).isPresent();
    }

    @Test
    void aSweepGoesOnWhereTheLastOneStopped() {
        jdbc.sql("delete from events where id = ?").param(event.event().value()).update();
        places.put("blob-sweep/clips", UpkeepTesting.clip(event).value());

        sweep.sweepAt(inTwoDays);
        assertThat(clips.find(UpkeepTesting.clip(event))).isPresent();

        sweep.sweepAt(inTwoDays);
        assertThat(clips.find(UpkeepTesting.clip(event))).isEmpty();
    }
}
