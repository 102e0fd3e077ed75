package dev.nightjar.alerts;

import dev.nightjar.accounts.Members;
import dev.nightjar.events.Events;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.identity.ids.PersonId;
import org.springframework.stereotype.Component;

/** Decides who is told what of an event, as it is now. */
@Component
class EventAlerts {

    private final Events events;
    private final Members members;
    private final CameraPlaces places;
    private final Telling telling;

    EventAlerts(Events events, Members members, CameraPlaces places, Telling telling) {
        this.events = events;
        this.members = members;
        this.places = places;
        this.telling = telling;
    }

    /** For everybody who belongs to the account, each in a transaction of their own. */
    void decide(AccountId account, EventId event) {
        events.find(account, event).flatMap(Happening::of).ifPresent(happening -> {
            CameraPlaces.Place place = places.of(account, happening.device());
            members.people(account).forEach(person -> telling.of(account, person, happening, place));
        });
    }

    /** For one person. */
    void decide(AccountId account, PersonId person, EventId event) {
        events.find(account, event)
                .flatMap(Happening::of)
                .ifPresent(happening -> telling.of(account, person, happening, places.of(account, happening.device())));
    }
}
