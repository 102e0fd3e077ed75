package dev.nightjar.search;

import dev.nightjar.devices.Device;
import dev.nightjar.devices.Devices;
import dev.nightjar.events.Event;
import dev.nightjar.events.EventState;
import dev.nightjar.events.Trigger;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.inference.Findings;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes of an event what is searched of it, and writes it. */
@Component
class Indexing {

    private final SentenceModel model;
    private final SearchRows rows;
    private final Devices devices;

    Indexing(SentenceModel model, SearchRows rows, Devices devices) {
        this.model = model;
        this.rows = rows;
        this.devices = devices;
    }

    /** Whether an event in this state is searched: what goes on is not. */
    static boolean isSearched(EventState state) {
        return switch (state) {
            case DONE, DISMISSED, FAILED, EXPIRED -> true;
            case ANNOUNCED, UPLOADING, PROCESSING -> false;
        };
    }

    /** Writes the event's entry; harmless when repeated. The entry that was made. */
    SearchEntry write(AccountId account, Event event) {
        SearchEntry entry = entry(account, event);
        rows.write(entry);
        return entry;
    }

    /** What the camera is called now: where something happened is part of what it means. */
    private String camera(AccountId account, DeviceId device) {
        return devices.list(account).items().stream()
                .filter(each -> each.id().equals(device))
                .map(Device::name)
                .findFirst()
                .orElse("");
    }

    private SearchEntry entry(AccountId account, Event event) {
        Findings findings = event.findings();
        SearchText text = SearchText.of(findings);
        Optional<byte[]> meaning = findings == null
                ? Optional.empty()
                : model.meaning(SearchText.told(camera(account, event.deviceId()), findings));
        Trigger.Type trigger = event.trigger().type();
        return new SearchEntry(
                account,
                event.id(),
                event.change(),
                event.deviceId(),
                event.sessionId(),
                event.at(),
                trigger != Trigger.Type.SOUND,
                trigger != Trigger.Type.MOTION,
                findings == null ? 0 : findings.concern(),
                SearchText.labels(findings),
                text,
                meaning.orElse(null));
    }
}
