package dev.nightjar.alerts;

import dev.nightjar.inference.Findings;
import dev.nightjar.inference.PreviewLabel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says what happened: what was seen, never what it means. */
final class Wording {

    private static final Duration LATE = Duration.ofMinutes(10);
    private static final double PERHAPS = 0.5;
    private static final int MOST_KINDS = 3;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);

    private Wording() {}

    /** What is known of it, in one or two sentences. */
    static String text(Happening happening, String camera) {
        Findings findings = happening.findings();
        if (findings == null) {
            return firstLook(happening, camera) + ending(happening.stage());
        }
        boolean nothing = findings.labels().isEmpty() && findings.observations().isEmpty();
        return nothing && !happening.firstLook().isEmpty() ? "Nothing was seen after all." : findings.summary();
    }

    /** What is added for who was told the first look, where the clip does not show that; null where it does. */
    static @Nullable String correction(Happening happening) {
        if (happening.findings() == null || happening.kinds().containsAll(kinds(happening.firstLook()))) {
            return null;
        }
        return "The first message said %s.".formatted(list(happening.firstLook()));
    }

    /** The same, with when it was, if it was told so late that this is not plain. */
    static String told(String text, Instant at, Instant toldAt, ZoneId zone) {
        if (at.plus(LATE).isAfter(toldAt)) {
            return text;
        }
        ZonedDateTime local = at.atZone(zone);
        String clock = CLOCK.format(local);
        LocalDate today = toldAt.atZone(zone).toLocalDate();
        return local.toLocalDate().equals(today)
                ? "At %s: %s".formatted(clock, text)
                : "On %s at %s: %s".formatted(DAY.format(local), clock, text);
    }

    /** Hours and minutes. */
    static String clock(Instant time, ZoneId zone) {
        return CLOCK.format(time.atZone(zone));
    }

    private static String firstLook(Happening happening, String camera) {
        if (!happening.firstLook().isEmpty()) {
            return "%s at %s.".formatted(named(happening.firstLook()), camera);
        }
        return happening.heard() ? "A loud sound at %s.".formatted(camera) : "Something moved at %s.".formatted(camera);
    }

    private static String ending(Happening.Stage stage) {
        return switch (stage) {
            case FIRST_LOOK, LOOKED -> "";
            case NOT_LOOKED -> " The clip was not analysed.";
            case FAILED -> " The clip could not be looked at.";
            case NO_CLIP -> " No clip came.";
        };
    }

    private static List<String> kinds(List<PreviewLabel> labels) {
        return labels.stream().map(PreviewLabel::name).toList();
    }

    /** Such as “Person”, or “Two people and a dog”: one thing alone goes without its article. */
    private static String named(List<PreviewLabel> labels) {
        PreviewLabel only = labels.getFirst();
        if (labels.size() == 1 && only.count() <= 1 && only.confidence() >= PERHAPS) {
            return Numbers.capital(only.name());
        }
        return Numbers.capital(list(labels));
    }

    private static String list(List<PreviewLabel> labels) {
        return Numbers.list(
                labels.stream().limit(MOST_KINDS).map(Wording::counted).toList());
    }

    private static String counted(PreviewLabel label) {
        String counted =
                label.count() <= 1 ? article(label.name()) : Numbers.word(label.count()) + " " + plural(label.name());
        return label.confidence() < PERHAPS ? "perhaps " + counted : counted;
    }

    private static String article(String name) {
        return ("aeio".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
    }

    private static String plural(String name) {
        return switch (name) {
            case "person" -> "people";
            case "sheep" -> "sheep";
            default -> name + "s";
        };
    }
}
