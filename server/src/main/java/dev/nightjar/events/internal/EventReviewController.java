package dev.nightjar.events.internal;

import dev.nightjar.events.Event;
import dev.nightjar.events.EventReview;
import dev.nightjar.events.Events;
import dev.nightjar.events.Feedback;
import dev.nightjar.events.ReviewedEvents;
import dev.nightjar.events.Why;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.EventId;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** People ask why an event fired, say what they think of it and that they looked at it, and undo dismissals. */
@RestController
@RequestMapping("/api/v1/events/{id}")
class EventReviewController {

    /** @param feedback null takes back what was said */
    record NewFeedback(@Nullable @Valid Feedback feedback) {}

    private final Events events;
    private final EventReview review;
    private final ReviewedEvents reviewed;

    EventReviewController(Events events, EventReview review, ReviewedEvents reviewed) {
        this.events = events;
        this.review = review;
        this.reviewed = reviewed;
    }

    @GetMapping("/why")
    Why eventWhy(Caller.Person caller, @PathVariable EventId id) {
        return events.why(caller.account(), id);
    }

    @PutMapping("/feedback")
    Event giveFeedback(Caller.Person caller, @PathVariable EventId id, @Valid @RequestBody NewFeedback body) {
        review.giveFeedback(caller.account(), id, body.feedback());
        return events.get(caller, id);
    }

    @PostMapping("/restore")
    Event restoreEvent(Caller.Person caller, @PathVariable EventId id) {
        caller.asOwner();
        review.restore(caller.account(), id);
        return events.get(caller, id);
    }

    @PutMapping("/reviewed")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reviewEvent(Caller.Person caller, @PathVariable EventId id) {
        reviewed.add(caller, id);
    }

    @DeleteMapping("/reviewed")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unreviewEvent(Caller.Person caller, @PathVariable EventId id) {
        reviewed.remove(caller, id);
    }
}
