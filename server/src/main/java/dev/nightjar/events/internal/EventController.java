package dev.nightjar.events.internal;

import dev.nightjar.events.AnnouncedEvent;
import dev.nightjar.events.Event;
import dev.nightjar.events.EventAnnouncement;
import dev.nightjar.events.EventDeletion;
import dev.nightjar.events.EventFilter;
import dev.nightjar.events.EventIntake;
import dev.nightjar.events.EventList;
import dev.nightjar.events.Events;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.Cursor;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.identity.ids.SessionId;
import dev.nightjar.problem.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Cameras bring events; people read the timeline. */
@RestController
@RequestMapping("/api/v1/events")
class EventController {

    private final EventIntake intake;
    private final Events events;
    private final EventDeletion deletion;

    EventController(EventIntake intake, Events events, EventDeletion deletion) {
        this.intake = intake;
        this.events = events;
        this.deletion = deletion;
    }

    @PutMapping("/{id}")
    AnnouncedEvent announceEvent(
            Caller.Device caller, @PathVariable EventId id, @Valid @RequestBody EventAnnouncement announcement) {
        AnnouncedEvent announced = intake.announce(caller, id, announcement);
        return new AnnouncedEvent(announced.event().forDevice(), announced.upload());
    }

    @PostMapping("/{id}/uploaded")
    Event eventUploaded(Caller.Device caller, @PathVariable EventId id) {
        return intake.uploaded(caller, id).forDevice();
    }

    @GetMapping
    EventList events(
            Caller.Person caller,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable DeviceId deviceId,
            @RequestParam(required = false) @Nullable SessionId sessionId,
            @RequestParam(required = false) @Nullable @Size(max = 10) List<@Size(min = 1, max = 60) String> label,
            @RequestParam(defaultValue = "false") boolean onlyNew) {
        List<String> labels = label == null ? List.of() : label;
        EventFilter filter = new EventFilter(deviceId, sessionId, labels, onlyNew);
        return events.list(caller, filter, Cursor.parse(before), limit);
    }

    @GetMapping("/{id}")
    Event event(Caller caller, @PathVariable EventId id) {
        return switch (caller) {
            case Caller.Person person -> events.get(person, id);
            case Caller.Device device -> own(device, id).forDevice();
        };
    }

    @PostMapping("/{id}/analysis")
    Event analyseAgain(Caller.Person caller, @PathVariable EventId id) {
        caller.asOwner();
        events.analyseAgain(caller.account(), id);
        return events.get(caller, id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteEvent(Caller.Person caller, @PathVariable EventId id) {
        caller.asOwner();
        deletion.delete(caller.account(), id);
    }

    private Event own(Caller.Device device, EventId id) {
        Event event = events.get(device.account(), id);
        if (!event.deviceId().equals(device.device())) {
            throw Problem.NOT_FOUND.because("There is no such event.");
        }
        return event;
    }
}
