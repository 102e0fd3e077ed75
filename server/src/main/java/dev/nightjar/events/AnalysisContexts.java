package dev.nightjar.events;

import dev.nightjar.devices.CameraSettings;
import dev.nightjar.devices.Device;
import dev.nightjar.devices.Devices;
import dev.nightjar.inference.AnalyzeClip;
import dev.nightjar.plans.Plans;
import dev.nightjar.sessions.Session;
import dev.nightjar.sessions.Sessions;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What is known of an event besides its clip, as it is now: who changes an instruction wants it heard from then on. */
@Component
class AnalysisContexts {

    private final Devices devices;
    private final Sessions sessions;
    private final Plans plans;

    AnalysisContexts(Devices devices, Sessions sessions, Plans plans) {
        this.devices = devices;
        this.sessions = sessions;
        this.plans = plans;
    }

    /** The context of an event, also of one whose camera or session is no longer kept. */
    AnalyzeClip.Context of(StoredEvent stored) {
        Event event = stored.event();
        Optional<Device> device = devices.find(stored.account(), event.deviceId());
        List<String> ofCamera = device.map(found -> devices.settings(stored.account(), found.id()))
                .map(CameraSettings::instructions)
                .orElse(List.of());
        List<String> ofSession = sessions.find(stored.account(), event.sessionId())
                .map(Session::instructions)
                .orElse(List.of());
        ZoneId zone = plans.zone(stored.account());
        return new AnalyzeClip.Context(
                device.map(Device::name).orElse("camera"),
                LocalDateTime.ofInstant(event.at(), zone).truncatedTo(ChronoUnit.SECONDS),
                zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId(),
                event.trigger().type().text(),
                event.trigger().doubt(),
                Stream.concat(ofCamera.stream(), ofSession.stream()).distinct().toList(),
                event.trigger().cells());
    }
}
