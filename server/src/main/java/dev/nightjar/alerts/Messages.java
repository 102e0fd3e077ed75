package dev.nightjar.alerts;

import dev.nightjar.plans.Plans;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Makes of an alert what an address is sent. */
@Component
class Messages {

    private static final int LONGEST_TITLE = 60;
    private static final int LONGEST_TEXT = 300;
    private static final Duration LATE = Duration.ofMinutes(10);

    private final AlertFiles files;
    private final Plans plans;

    Messages(AlertFiles files, Plans plans) {
        this.files = files;
        this.plans = plans;
    }

    /** What is to stand at the address. */
    AlertMessage of(StoredAlert alert, StoredDelivery delivery, Instant now) {
        boolean first = delivery.reference() == null;
        Instant firstAt = delivery.firstAt() == null ? now : delivery.firstAt();
        return new AlertMessage(
                alert.id(),
                alert.account(),
                alert.version(),
                shortened(alert.content().title(), LONGEST_TITLE),
                shortened(text(alert, delivery, firstAt), LONGEST_TEXT),
                alert.happenedAt(),
                path(alert),
                files.picture(alert),
                files.clip(alert),
                actions(alert),
                first && mayBeAloud(alert, now));
    }

    /** Who was told by the first look what the clip does not show, hears that it was wrong. */
    private String text(StoredAlert alert, StoredDelivery delivery, Instant firstAt) {
        StoredAlert.Content content = alert.content();
        boolean corrected = delivery.firstLook() && content.correction() != null;
        String text = corrected ? content.text() + " " + content.correction() : content.text();
        return alert.kind() == StoredAlert.Kind.EVENT
                ? Wording.told(text, alert.happenedAt(), firstAt, plans.zone(alert.account()))
                : text;
    }

    /** What is long over, and that there are many, wakes nobody. */
    private static boolean mayBeAloud(StoredAlert alert, Instant now) {
        return switch (alert.kind()) {
            case EVENT -> alert.happenedAt().plus(LATE).isAfter(now);
            case SUMMARY -> alert.dueAt() != null;
            case TROUBLE -> true;
        };
    }

    /** The page that tells more. */
    static String path(StoredAlert alert) {
        return switch (alert.kind()) {
            case EVENT -> "/events/" + alert.event();
            case SUMMARY -> "/";
            case TROUBLE -> alert.device() == null ? "/" : "/cameras/" + alert.device();
        };
    }

    /** Quiet is of a camera: at an alert of the server's own trouble it would be of all of them. */
    private static Set<AlertMessage.Action> actions(StoredAlert alert) {
        return switch (alert.kind()) {
            case EVENT -> Set.of(AlertMessage.Action.FALSE_ALARM, AlertMessage.Action.SNOOZE);
            case TROUBLE -> alert.device() == null ? Set.of() : Set.of(AlertMessage.Action.SNOOZE);
            case SUMMARY -> Set.of();
        };
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
