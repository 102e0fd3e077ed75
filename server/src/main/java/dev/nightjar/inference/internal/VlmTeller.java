package dev.nightjar.inference.internal;

import dev.nightjar.inference.internal.VlmFailure.Reason;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Gets an answer that stands up: of several clips at once only so many are asked about, and an unusable answer once more. */
final class VlmTeller {

    private final VlmSender sender;
    private final VlmPrompt prompt;
    private final Semaphore permits;

    VlmTeller(VlmSender sender, VlmPrompt prompt, int atOnce) {
        this.sender = sender;
        this.prompt = prompt;
        this.permits = new Semaphore(atOnce, true);
    }

    /**
     * What the model says of a clip, held against the evidence.
     *
     * @throws VlmFailure when it says nothing usable in that time
     */
    VlmReply tell(VlmEvidence evidence, TimeLimit limit, VlmTally tally) throws VlmFailure {
        enter(limit);
        try {
            return converse(evidence, limit, tally);
        } finally {
            permits.release();
        }
    }

    private VlmReply converse(VlmEvidence evidence, TimeLimit limit, VlmTally tally) throws VlmFailure {
        try {
            return ask(evidence, null, limit, tally);
        } catch (VlmFailure unusable) {
            if (!unusable.reason().mayBeSaidBetter()) {
                throw unusable;
            }
            return ask(evidence, unusable.sentence(), limit, tally);
        }
    }

    private VlmReply ask(VlmEvidence evidence, @Nullable String complaint, TimeLimit limit, VlmTally tally)
            throws VlmFailure {
        return VlmReading.read(sender.send(prompt.request(evidence, complaint), limit, tally), evidence);
    }

    private void enter(TimeLimit limit) throws VlmFailure {
        try {
            if (!permits.tryAcquire(limit.left().toMillis(), TimeUnit.MILLISECONDS)) {
                throw VlmFailure.of(Reason.BUSY);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while other clips were asked about", interrupted);
        }
    }
}
