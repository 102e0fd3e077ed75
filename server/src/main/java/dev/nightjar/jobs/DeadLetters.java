package dev.nightjar.jobs;

import com.fasterxml.uuid.Generators;
import dev.nightjar.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what was given up, with ids and cause, until an operator has looked at it. */
@Service
public class DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    /** The most letters that {@link #newest} answers. */
    public static final int LONGEST_PAGE = 500;

    private static final int LONGEST_CAUSE = 500;

    private final DeadLetterRows rows;
    private final Jobs jobs;
    private final JobRunner.JobKinds kinds;
    private final ObjectProvider<Revival> revivals;
    private final JobPayloads payloads;
    private final Clock clock;

    DeadLetters(
            DeadLetterRows rows,
            Jobs jobs,
            JobRunner.JobKinds kinds,
            ObjectProvider<Revival> revivals,
            JobPayloads payloads,
            Clock clock) {
        this.rows = rows;
        this.jobs = jobs;
        this.kinds = kinds;
        this.revivals = revivals;
        this.payloads = payloads;
        this.clock = clock;
    }

    /**
     * Keeps a letter, in the caller's transaction.
     *
     * @param payload JSON with ids and nothing else, or null when it could not be read
     */
    @Transactional
    public void add(String kind, String instance, @Nullable String payload, String cause) {
        String shortened = cause.length() > LONGEST_CAUSE ? cause.substring(0, LONGEST_CAUSE) : cause;
        UUID id = Generators.timeBasedEpochGenerator().generate();
        rows.insert(new DeadLetter(id, kind, instance, payload, shortened, now(), null));
        log.atWarn().addKeyValue("kind", kind).addKeyValue("letter", id).log("Dead letter kept");
    }

    /**
     * The newest first.
     *
     * @param before only those that died before; null for the first page
     * @param limit from 1 to {@link #LONGEST_PAGE}
     */
    public List<DeadLetter> newest(@Nullable Instant before, int limit) {
        return rows.newest(before, Math.clamp(limit, 1, LONGEST_PAGE));
    }

    /** The letter, or throws {@link Problem#NOT_FOUND}. */
    public DeadLetter get(UUID id) {
        return rows.find(id).orElseThrow(() -> none(id));
    }

    /**
     * Has the work done again, once. Throws {@link Problem#NOT_FOUND}, and {@link Problem#WRONG_STATE} when it was
     * replayed before, cannot be read, or is no longer wanted.
     */
    @Transactional
    public DeadLetter replay(UUID id) {
        DeadLetter letter = rows.lock(id).orElseThrow(() -> none(id));
        if (letter.replayedAt() != null) {
            throw Problem.WRONG_STATE.because("The dead letter was replayed at %s.", letter.replayedAt());
        }
        String payload = letter.payload();
        if (payload == null) {
            throw Problem.WRONG_STATE.because("The dead letter says not what it is about, so it cannot be replayed.");
        }
        if (!revive(letter, payload)) {
            throw Problem.WRONG_STATE.because("What the dead letter is about is gone or was done since.");
        }
        rows.replayed(id, now());
        log.atInfo()
                .addKeyValue("kind", letter.kind())
                .addKeyValue("letter", id)
                .log("Dead letter replayed");
        return get(id);
    }

    /** Forgets all that is about the account, in the caller's transaction. */
    public void forget(UUID account) {
        rows.deleteOf(account);
    }

    private boolean revive(DeadLetter letter, String payload) {
        Revival revival = revivals.stream()
                .filter(one -> one.caresFor(letter.kind()))
                .findFirst()
                .orElse(null);
        if (revival != null) {
            return revival.revive(payload);
        }
        Job<?> job = kinds.jobs().stream()
                .filter(one -> one.name().equals(letter.kind()))
                .findFirst()
                .orElseThrow(() -> Problem.WRONG_STATE.because("This release has no work named %s.", letter.kind()));
        again(job, letter.instance(), payload);
        return true;
    }

    private <T> void again(Job<T> job, String instance, String payload) {
        jobs.schedule(job, instance, payloads.deserialize(job.payload(), payload.getBytes(StandardCharsets.UTF_8)));
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    private static RuntimeException none(UUID id) {
        return Problem.NOT_FOUND.because("There is no dead letter %s.", id);
    }
}
