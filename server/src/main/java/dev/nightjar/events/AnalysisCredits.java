package dev.nightjar.events;

import dev.nightjar.inference.ClipAnalysed;
import dev.nightjar.plans.Credits;
import dev.nightjar.plans.Reservation;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the rounds of analysis mean for the account's credits. In the transaction that moves the event. */
@Component
class AnalysisCredits {

    private final Credits credits;

    AnalysisCredits(Credits credits) {
        this.credits = credits;
    }

    /** Holds credits for an event that was just sent to analysis, unless it holds some already. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Reservation reserve(StoredEvent event) {
        ClipDescription clip = event.event().clip();
        if (clip == null) {
            throw new IllegalStateException("Without a clip there is no analysis: event "
                    + event.event().id());
        }
        return credits.reserve(
                event.account(), event.event().id(), event.event().deviceId(), clip.durationSeconds());
    }

    /** Charges for a result that was stored, or gives back what was held for it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(ClipAnalysed result) {
        switch (result) {
            case ClipAnalysed.Done done -> credits.settle(done.account(), done.event(), done.durationSeconds());
            case ClipAnalysed.Failed failed -> credits.release(failed.account(), failed.event());
            case ClipAnalysed.Regrant _, ClipAnalysed.Unfinished _ -> {}
        }
    }

    /** Gives back what was held for an analysis that will not come. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void giveUp(AnalysisDue due) {
        credits.release(due.account(), due.event());
    }

    /** An event that goes while it waits for its analysis must not hold credits for good. */
    @EventListener
    void forget(EventDeleted deleted) {
        credits.release(deleted.account(), deleted.event());
    }
}
