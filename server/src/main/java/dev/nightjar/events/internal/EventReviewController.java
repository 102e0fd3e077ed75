package dev.nightjar.events.internal;

import dev.nightjar.events.Event;
import dev.nightjar.events.EventReview;
import dev.nightjar.events.Events;
import dev.nightjar.events.Feedback;
import dev.nightjar.events.Why;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.EventId;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** People ask why an event fired, say what they think of it, and undo dismissals. */
@RestController
@RequestMapping("/api/v1/events/{id}")
class EventReviewController {

    /** @param feedback null takes back what was said */
    record NewFeedback(@Nullable @Valid Feedback feedback) {}

    private final Events events;
    private final EventReview review;

    EventReviewController(Events events, EventReview review) {
        this.events = events;
        this.review = review;
    }

    @GetMapping("/why")
    Why eventWhy(Caller.Person caller, @PathVariable EventId id) {
        return events.why(caller.account(), id);
    }

    @PutMapping("/feedback")
    Event giveFeedback(Caller.Person caller, @PathVariable EventId id, @Valid @RequestBody NewFeedback body) {
        return review.giveFeedback(caller.account(), id, body.feedback());
    }

    @PostMapping("/restore")
    Event restoreEvent(Caller.Person caller, @PathVariable EventId id) {
        caller.asOwner();
        return review.restore(caller.account(), id);
    }
}
