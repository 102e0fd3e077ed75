package dev.nightjar.events;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.plans.Plans;
import dev.nightjar.problem.Problem;
import org.springframework.stereotype.Component;

/** What the server and the account's plan take, asked before anything moves. Each counts once for an event. */
@Component
class IntakeLimits {

    private final Plans plans;
    private final EventsSettings settings;

    IntakeLimits(Plans plans, EventsSettings settings) {
        this.plans = plans;
        this.settings = settings;
    }

    /** Counts the event's clip, or throws the {@link Problem} that says what it is too much of. */
    void takeClip(AccountId account, EventId event, ClipDescription clip) {
        long largest = settings.largestClip().toBytes();
        if (clip.bytes() > largest) {
            throw Problem.CLIP_TOO_LARGE
                    .because("The clip has %d bytes; %d are taken at most.", clip.bytes(), largest)
                    .withLimit(largest);
        }
        plans.checkClip(account, clip.durationSeconds());
        plans.takeUpload(account, event);
    }

    /** Counts an event that comes without a clip, or throws {@link Problem#TOO_MANY_EVENTS}. */
    void takeWithoutClip(AccountId account, EventId event) {
        plans.takeAnnouncement(account, event);
    }

    /** Counts the event's preview, or throws {@link Problem#TOO_MANY_PREVIEWS}. */
    void takePreview(AccountId account, EventId event) {
        plans.takePreview(account, event);
    }
}
