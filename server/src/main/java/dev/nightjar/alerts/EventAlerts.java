package dev.nightjar.alerts;

import dev.nightjar.accounts.Members;
import dev.nightjar.devices.Device;
import dev.nightjar.devices.Devices;
import dev.nightjar.events.Events;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.plans.Plans;
import org.springframework.stereotype.Component;

/** Decides who is told what of an event, as it is now. */
@Component
class EventAlerts {

    private final Events events;
    private final Members members;
    private final Devices devices;
    private final Plans plans;
    private final Telling telling;

    EventAlerts(Events events, Members members, Devices devices, Plans plans, Telling telling) {
        this.events = events;
        this.members = members;
        this.devices = devices;
        this.plans = plans;
        this.telling = telling;
    }

    /** For everybody who belongs to the account, each in a transaction of their own. */
    void decide(AccountId account, EventId event) {
        events.find(account, event).flatMap(Happening::of).ifPresent(happening -> {
            Telling.Place place = place(account, happening.device());
            members.people(account).forEach(person -> telling.of(account, person, happening, place));
        });
    }

    /** For one person. */
    void decide(AccountId account, PersonId person, EventId event) {
        events.find(account, event)
                .flatMap(Happening::of)
                .ifPresent(happening -> telling.of(account, person, happening, place(account, happening.device())));
    }

    private Telling.Place place(AccountId account, DeviceId device) {
        String camera = devices.find(account, device).map(Device::name).orElse("A camera");
        return new Telling.Place(camera, plans.zone(account));
    }
}
