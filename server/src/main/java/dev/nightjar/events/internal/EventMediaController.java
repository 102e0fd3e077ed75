package dev.nightjar.events.internal;

import dev.nightjar.events.Events;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.storage.ReadGrant;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Leads people to the files of an event, which the store itself serves. A camera sees none. */
@RestController
@RequestMapping("/api/v1/events/{id}")
class EventMediaController {

    private final Events events;

    EventMediaController(Events events) {
        this.events = events;
    }

    @GetMapping("/clip")
    ResponseEntity<Void> eventClip(Caller.Person caller, @PathVariable EventId id) {
        return redirect(events.clip(caller.account(), id));
    }

    @GetMapping("/poster")
    ResponseEntity<Void> eventPoster(Caller.Person caller, @PathVariable EventId id) {
        return redirect(events.poster(caller.account(), id));
    }

    @GetMapping("/strip")
    ResponseEntity<Void> eventStrip(Caller.Person caller, @PathVariable EventId id) {
        return redirect(events.strip(caller.account(), id));
    }

    @GetMapping("/findings.json")
    ResponseEntity<Void> eventFindings(Caller.Person caller, @PathVariable EventId id) {
        return redirect(events.findings(caller.account(), id));
    }

    @GetMapping("/preview/{number}")
    ResponseEntity<Void> eventPreview(Caller.Person caller, @PathVariable EventId id, @PathVariable int number) {
        return redirect(events.preview(caller.account(), id, number));
    }

    private static ResponseEntity<Void> redirect(ReadGrant grant) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(grant.url())
                .cacheControl(CacheControl.noStore())
                .build();
    }
}
