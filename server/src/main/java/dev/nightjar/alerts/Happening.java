package dev.nightjar.alerts;

import dev.nightjar.events.Analysis;
import dev.nightjar.events.Event;
import dev.nightjar.events.EventState;
import dev.nightjar.events.PreviewVerdict;
import dev.nightjar.events.Trigger;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.identity.ids.SessionId;
import dev.nightjar.inference.Findings;
import dev.nightjar.inference.PreviewLabel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an event, as far as it is told.
 *
 * @param at when it happened, by the camera's clock
 * @param cameAt when the server heard of it
 * @param heard whether there was a sound
 * @param firstLook what the preview showed, people first
 * @param picture which picture there is
 * @param clip whether the clip has come
 */
record Happening(
        EventId event,
        DeviceId device,
        SessionId session,
        Instant at,
        Instant cameAt,
        boolean heard,
        Stage stage,
        List<PreviewLabel> firstLook,
        @Nullable Findings findings,
        @Nullable Picture picture,
        boolean clip) {

    /** What came so long ago is not told any more: who asks for another look at it, sees it. */
    private static final Duration NEWS = Duration.ofHours(24);

    /** How much is known. */
    enum Stage {
        /** No more than the preview. */
        FIRST_LOOK,
        /** What the clip shows. */
        LOOKED,
        /** The clip came, and is not looked at. */
        NOT_LOOKED,
        /** The clip could not be looked at. */
        FAILED,
        /** There is no clip. */
        NO_CLIP
    }

    /** Which picture there is. */
    enum Picture {
        PREVIEW,
        POSTER
    }

    /** Nothing for an event that its camera let go. */
    static Optional<Happening> of(Event event) {
        if (event.state() == EventState.DISMISSED) {
            return Optional.empty();
        }
        PreviewVerdict verdict = event.verdict();
        return Optional.of(new Happening(
                event.id(),
                event.deviceId(),
                event.sessionId(),
                event.at(),
                event.trace().announcedAt(),
                event.trigger().type() != Trigger.Type.MOTION,
                stage(event),
                verdict == null ? List.of() : verdict.labels(),
                event.findings(),
                picture(event),
                isClipThere(event)));
    }

    /** Whether an event that comes to this state can be news: what only goes its way is none. */
    static boolean isTold(EventState state) {
        return switch (state) {
            case ANNOUNCED, DONE, FAILED, EXPIRED -> true;
            case UPLOADING, PROCESSING, DISMISSED -> false;
        };
    }

    /** Whether it can matter to an alert what is known of the event now. */
    static boolean isNews(Event event, Instant now) {
        boolean isOld = event.trace().announcedAt().plus(NEWS).isBefore(now);
        boolean hasBegun = event.state() != EventState.ANNOUNCED
                || event.trigger().type() != Trigger.Type.MOTION
                || hasFirstLook(event);
        return !isOld && isTold(event.state()) && hasBegun;
    }

    /** Whether the frames of its preview are about to be stored. */
    static boolean awaitsFrames(Event event) {
        return event.state() == EventState.ANNOUNCED && event.verdict() != null && event.previews() == 0;
    }

    /** The kinds of things that were seen, as far as it is known. */
    Set<String> kinds() {
        Findings found = findings;
        if (found != null) {
            return found.labels().stream().map(Findings.Label::name).collect(Collectors.toSet());
        }
        return firstLook.stream().map(PreviewLabel::name).collect(Collectors.toSet());
    }

    /** Whether nothing more will be known of it. */
    boolean hasEnded() {
        return stage != Stage.FIRST_LOOK;
    }

    /** Whether it is too long ago to begin to tell of it. */
    boolean isOver(Instant now) {
        return cameAt.plus(NEWS).isBefore(now);
    }

    private static boolean hasFirstLook(Event event) {
        PreviewVerdict verdict = event.verdict();
        return verdict != null && !verdict.labels().isEmpty();
    }

    private static Stage stage(Event event) {
        if (event.findings() != null) {
            return Stage.LOOKED;
        }
        return switch (event.state()) {
            case ANNOUNCED, UPLOADING, PROCESSING, DISMISSED -> Stage.FIRST_LOOK;
            case EXPIRED -> Stage.NO_CLIP;
            case FAILED -> Stage.FAILED;
            case DONE -> event.analysis().status() == Analysis.Status.SKIPPED ? Stage.NOT_LOOKED : Stage.NO_CLIP;
        };
    }

    private static @Nullable Picture picture(Event event) {
        if (event.poster()) {
            return Picture.POSTER;
        }
        return event.previews() > 0 ? Picture.PREVIEW : null;
    }

    private static boolean isClipThere(Event event) {
        return event.clip() != null
                && switch (event.state()) {
                    case PROCESSING, DONE, FAILED -> true;
                    case ANNOUNCED, UPLOADING, DISMISSED, EXPIRED -> false;
                };
    }
}
