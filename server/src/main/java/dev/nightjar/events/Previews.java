package dev.nightjar.events;

import dev.nightjar.devices.CameraSettings;
import dev.nightjar.devices.Devices;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.problem.Problem;
import dev.nightjar.problem.ProblemException;
import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.ClipStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Takes the frames that show an event before its clip is complete, has them looked at, and answers whether the clip shall
 * come, as the camera's owner wants it.
 */
@Service
public class Previews {

    private static final Logger log = LoggerFactory.getLogger(Previews.class);
    private static final String FOLDER = "preview";
    private static final int MOST_FRAMES = 3;
    private static final int LARGEST_FRAME = 200 * 1024;

    private final PreviewedEvents events;
    private final EventRows rows;
    private final PreviewJudge judge;
    private final Devices devices;
    private final ClipStore clips;

    Previews(PreviewedEvents events, EventRows rows, PreviewJudge judge, Devices devices, ClipStore clips) {
        this.events = events;
        this.rows = rows;
        this.judge = judge;
        this.devices = devices;
        this.clips = clips;
    }

    /** Where a preview frame is kept; they are numbered from 1. */
    static BlobKey key(AccountId account, EventId event, int number) {
        return BlobKey.derived(account, event, FOLDER, number + ".jpg");
    }

    /**
     * Takes an event and its preview frames. Repeated: the same decision, and the frames stay those that came first. An
     * event whose clip was announced already is not judged. No transaction is open while frames are looked at and written.
     *
     * @param frames JPEG pictures, 1 to 3 of 200 kB at most
     * @throws ProblemException when a part is not what it should be, a limit is hit, the event was deleted, or the
     *     session or the event is not the camera's own
     */
    public PreviewAnswer take(Caller.Device caller, EventId id, EventAnnouncement announcement, List<byte[]> frames) {
        check(announcement, frames);
        StoredEvent event = events.admit(caller, id, announcement)
                .orElseGet(() -> events.create(caller, id, announcement, judge.judge(caller, announcement, frames)));
        if (event.event().previews() == 0) {
            store(caller.account(), id, frames);
        }
        return answer(
                caller,
                rows.find(caller.account(), id).orElseThrow(Previews::deleted).event());
    }

    private void store(AccountId account, EventId id, List<byte[]> frames) {
        for (int i = 0; i < frames.size(); i++) {
            write(key(account, id, i + 1), frames.get(i));
        }
        if (events.stored(account, id, frames.size())) {
            log.atInfo()
                    .addKeyValue("event", id)
                    .addKeyValue("frames", frames.size())
                    .log("Preview stored");
        } else if (rows.wasDeleted(account, id)) {
            clips.deleteAll("derived/%s/%s/%s".formatted(account, id, FOLDER));
            throw deleted();
        }
    }

    private void write(BlobKey key, byte[] frame) {
        try {
            clips.upload(clips.grantUpload(key, ClipStore.PICTURE_TYPE, LARGEST_FRAME), frame);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PreviewAnswer answer(Caller.Device caller, Event event) {
        if (event.state() == EventState.DISMISSED) {
            return new PreviewAnswer(event.forDevice(), PreviewAnswer.Decision.DISMISS, null, null);
        }
        CameraSettings settings = devices.settings(caller.account(), caller.device());
        return new PreviewAnswer(
                event.forDevice(), PreviewAnswer.Decision.CLIP, settings.preSeconds(), settings.postSeconds());
    }

    private static void check(EventAnnouncement announcement, List<byte[]> frames) {
        if (announcement.clip() != null) {
            throw Problem.INVALID
                    .because("A preview comes before the clip: announce the clip by itself.")
                    .withField("announcement.clip");
        }
        if (frames.isEmpty() || frames.size() > MOST_FRAMES) {
            throw badFrame("A preview has 1 to %d frames, not %d.".formatted(MOST_FRAMES, frames.size()));
        }
        for (byte[] frame : frames) {
            if (frame.length > LARGEST_FRAME) {
                throw badFrame("A frame has %d bytes; %d are taken at most.".formatted(frame.length, LARGEST_FRAME));
            }
            if (!isJpeg(frame)) {
                throw badFrame("A frame is not a JPEG picture.");
            }
        }
    }

    /** Every JPEG file begins with the start of an image and another marker. */
    private static boolean isJpeg(byte[] frame) {
        return frame.length > 3 && frame[0] == (byte) 0xff && frame[1] == (byte) 0xd8 && frame[2] == (byte) 0xff;
    }

    private static ProblemException badFrame(String sentence) {
        return Problem.INVALID.because("%s", sentence).withField("frame");
    }

    private static ProblemException deleted() {
        return Problem.EVENT_DELETED.because("This event was deleted.");
    }
}
