package dev.nightjar.sessions;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.SessionId;
import dev.nightjar.problem.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The stretches of sessions in which devices could not see. */
@Service
public class Gaps {

    private static final Logger log = LoggerFactory.getLogger(Gaps.class);

    /** One every quarter of a minute, for half a day. */
    private static final int MOST_OF_A_SESSION = 3000;

    private final GapRows rows;
    private final Sessions sessions;
    private final ApplicationEventPublisher publisher;

    Gaps(GapRows rows, Sessions sessions, ApplicationEventPublisher publisher) {
        this.rows = rows;
        this.sessions = sessions;
        this.publisher = publisher;
    }

    /**
     * Notes that the device could not see, under an id that the device made. Repeated: the same answer; a repetition may
     * say when the gap ended, if that was not known. An end before its beginning is its beginning.
     *
     * @throws dev.nightjar.problem.ProblemException when the session is not the device's own, or has too many gaps
     */
    @Transactional
    public Gap put(
            AccountId account,
            DeviceId device,
            SessionId session,
            UUID id,
            Instant from,
            @Nullable Instant until,
            String reason) {
        sessions.own(account, device, session);
        if (rows.find(account, session, id).isEmpty() && rows.count(account, session) >= MOST_OF_A_SESSION) {
            throw Problem.TOO_MANY_GAPS
                    .because("A session keeps %d gaps at most.", MOST_OF_A_SESSION)
                    .withLimit(MOST_OF_A_SESSION);
        }
        Gap gap = new Gap(id, milliseconds(from), until == null ? null : milliseconds(later(from, until)), reason);
        if (rows.put(account, session, gap)) {
            publisher.publishEvent(new SessionChanged(account, device, session));
            log.atInfo()
                    .addKeyValue("session", session)
                    .addKeyValue("gap", id)
                    .addKeyValue("reason", reason)
                    .log(until == null ? "Gap began" : "Gap ended");
        }
        return rows.find(account, session, id)
                .orElseThrow(() -> new IllegalStateException("A gap that was written is not there: " + id));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant milliseconds(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
