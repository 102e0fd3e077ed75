package dev.nightjar.events;

import dev.nightjar.devices.CameraSettings.PreviewPolicy;
import dev.nightjar.devices.Devices;
import dev.nightjar.identity.Caller;
import dev.nightjar.inference.PreviewAnalyzer;
import dev.nightjar.inference.PreviewLook;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Has the frames of previews looked at, and decides by what is seen and by what the camera's owner wants. */
@Component
class PreviewJudge {

    private final PreviewAnalyzer analyzer;
    private final Devices devices;
    private final EventsSettings settings;
    private final Clock clock;

    PreviewJudge(PreviewAnalyzer analyzer, Devices devices, EventsSettings settings, Clock clock) {
        this.analyzer = analyzer;
        this.devices = devices;
        this.settings = settings;
        this.clock = clock;
    }

    /** How an event with these frames begins. */
    EventBeginning judge(Caller.Device caller, EventAnnouncement announcement, List<byte[]> frames) {
        Instant previewedAt = Instant.ofEpochMilli(clock.millis());
        PreviewPolicy policy =
                devices.settings(caller.account(), caller.device()).previews();
        boolean doubt = announcement.trigger().doubt();
        PreviewLook look = analyzer.look(frames, doubt ? settings.doubtWait() : settings.previewWait());
        return EventBeginning.judged(PreviewVerdict.of(policy, doubt, look), previewedAt);
    }
}
