package dev.nightjar.alerts;

import dev.nightjar.devices.DeviceRecovered;
import dev.nightjar.devices.Trouble;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;

/** Says what is wrong with a camera and what to do, and when it is over how long it was blind. */
final class TroubleWording {

    private static final Map<String, String> CAUSES = Map.of(
            "cameraTaken", "Another app took the camera.",
            "permissionDenied", "The browser is not allowed to use the camera.",
            "noCamera", "The browser finds no camera.",
            "frozen", "The picture stands still.",
            "muted", "The phone gives no picture, perhaps for a call.",
            "ended", "The camera was switched off from outside.",
            "cannotRecord", "The browser cannot record the camera.",
            "failed", "The camera stopped and gave no reason.",
            "hidden", "The phone shows another app. Bring Nightjar to its front.");

    private TroubleWording() {}

    static String begun(Trouble trouble, CameraPlaces.Place place) {
        String camera = place.camera();
        String since = Wording.clock(trouble.since(), place.zone());
        if (trouble.isInBackground()) {
            return "%s has been behind another app since %s, and may see no more. Bring Nightjar to the front of the phone."
                    .formatted(camera, since);
        }
        return switch (trouble.kind()) {
            case SILENT -> "%s has been silent since %s. Look at its power and its network.".formatted(camera, since);
            case BLIND ->
                "%s has been blind since %s. %s"
                        .formatted(camera, since, cause(trouble))
                        .strip();
            case BATTERY -> "The battery of %s is nearly empty. Plug it in, or it falls silent soon.".formatted(camera);
            case QUEUE ->
                "%s cannot send what it records; it waits on the phone. Look at its network.".formatted(camera);
        };
    }

    static String over(DeviceRecovered recovered, CameraPlaces.Place place) {
        Trouble trouble = recovered.trouble();
        String camera = place.camera();
        if (!recovered.watching()) {
            return "%s was stopped at %s.%s"
                    .formatted(camera, Wording.clock(recovered.until(), place.zone()), unseen(recovered, place.zone()));
        }
        if (trouble.isInBackground()) {
            return "%s is at the front of its phone again.".formatted(camera);
        }
        return switch (trouble.kind()) {
            case SILENT, BLIND -> "%s sees again.%s".formatted(camera, unseen(recovered, place.zone()));
            case BATTERY -> "The battery of %s is charged again.".formatted(camera);
            case QUEUE -> "%s sends again.".formatted(camera);
        };
    }

    /** Such as “4 minutes”; of hours also the minutes. */
    static String length(Duration duration) {
        long minutes = (duration.toSeconds() + 30) / 60;
        if (minutes < 1) {
            return counted(Math.max(1, duration.toSeconds()), "second");
        }
        long hours = minutes / 60;
        String rest = minutes % 60 == 0 && hours > 0 ? "" : counted(minutes % 60, "minute");
        return hours == 0 ? rest : (counted(hours, "hour") + " " + rest).strip();
    }

    private static String unseen(DeviceRecovered recovered, ZoneId zone) {
        Trouble trouble = recovered.trouble();
        if (trouble.kind().area() != Trouble.Area.SIGHT || trouble.isInBackground()) {
            return "";
        }
        return " It was %s for %s, %s to %s."
                .formatted(
                        AlertRowMapper.text(trouble.kind()),
                        length(Duration.between(trouble.since(), recovered.until())),
                        Wording.clock(trouble.since(), zone),
                        Wording.clock(recovered.until(), zone));
    }

    private static String cause(Trouble trouble) {
        return CAUSES.getOrDefault(Objects.requireNonNullElse(trouble.reason(), ""), "");
    }

    private static String counted(long number, String unit) {
        return number == 1 ? "1 " + unit : number + " " + unit + "s";
    }
}
