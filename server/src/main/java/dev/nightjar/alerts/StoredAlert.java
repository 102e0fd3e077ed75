package dev.nightjar.alerts;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.AlertId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.identity.ids.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code alerts}.
 *
 * @param subject of what it tells; a person has one alert for each
 * @param session in which the event happened
 * @param rules by which it is told, or counted
 * @param summary the alert that tells of it instead
 * @param happenedAt when it happened; of a summary, when it began
 * @param dueAt of a summary that is told once: when
 */
record StoredAlert(
        AccountId account,
        AlertId id,
        PersonId person,
        String subject,
        Kind kind,
        @Nullable EventId event,
        @Nullable DeviceId device,
        @Nullable SessionId session,
        List<UUID> rules,
        @Nullable AlertId summary,
        State state,
        Decision.@Nullable Why heldFor,
        Instant happenedAt,
        @Nullable Instant dueAt,
        long version,
        Content content,
        Instant madeAt,
        @Nullable Instant toldAt) {

    /** Of what an alert tells. */
    enum Kind {
        EVENT,
        SUMMARY,
        TROUBLE
    }

    /** How far it is. */
    enum State {
        /** It is to be told, and has reached nobody yet. */
        WAITING,
        /** It has arrived somewhere: from then on it is kept true. */
        TOLD,
        /** A summary tells of it. */
        COUNTED,
        /** It is not told. */
        HELD
    }

    /**
     * What it says; where two read differently, the later is another version.
     *
     * @param correction what is said besides to whom the first look was told
     * @param firstLook whether no more than the preview is known
     * @param holds whether it still is something that its person wants to be told
     */
    record Content(
            String title,
            String text,
            @Nullable String correction,
            boolean firstLook,
            boolean holds,
            Happening.@Nullable Picture picture,
            boolean clip) {

        private Content holding(boolean other) {
            return new Content(title, text, correction, firstLook, other, picture, clip);
        }

        /** Of a sentence without pictures. */
        static Content of(String title, String text, boolean holds) {
            return new Content(title, text, null, false, holds, null, false);
        }
    }

    /** Whether people see it: it was told, or is about to be. */
    boolean isShown() {
        return state == State.WAITING || state == State.TOLD;
    }

    /** Moved on by a decision; what was told stays told. */
    StoredAlert moved(State next, List<UUID> by, @Nullable AlertId into, Decision.@Nullable Why why) {
        State kept = state == State.TOLD ? State.TOLD : next;
        return new StoredAlert(
                account,
                id,
                person,
                subject,
                kind,
                event,
                device,
                session,
                by,
                into,
                kept,
                kept == State.HELD ? why : null,
                happenedAt,
                dueAt,
                version,
                content,
                madeAt,
                toldAt);
    }

    /** With what is to be said now; another version if that reads differently. */
    StoredAlert saying(Content next) {
        if (next.equals(content)) {
            return this;
        }
        boolean readsDifferently = !next.holding(content.holds()).equals(content);
        return new StoredAlert(
                account,
                id,
                person,
                subject,
                kind,
                event,
                device,
                session,
                rules,
                summary,
                state,
                heldFor,
                happenedAt,
                dueAt,
                readsDifferently ? version + 1 : version,
                next,
                madeAt,
                toldAt);
    }
}
