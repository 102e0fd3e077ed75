package dev.nightjar.inference.internal;

import dev.nightjar.inference.Findings;
import dev.nightjar.inference.Findings.Observation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Says in words what a clip shows: what was seen, never what it means. */
final class Telling {

    private static final int LONGEST_LIST = 3;
    private static final int LONGEST_TITLE = 60;
    private static final List<String> NUMBERS =
            List.of("no", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine");

    private Telling() {}

    /** A few words, such as "A person and a dog". */
    static String title(List<Sighting> sightings) {
        if (sightings.isEmpty()) {
            return "Something moved";
        }
        return IntStream.iterate(LONGEST_LIST, kinds -> kinds > 1, kinds -> kinds - 1)
                .mapToObj(kinds -> capital(list(sightings, kinds)))
                .filter(title -> title.length() <= LONGEST_TITLE)
                .findFirst()
                .orElseGet(() -> capital(list(sightings, 1)));
    }

    /** One sentence, such as "A person and a dog, for about 6 s." */
    static String summary(List<Sighting> sightings) {
        if (sightings.isEmpty()) {
            return "Something moved. Nothing was recognised.";
        }
        double first =
                sightings.stream().mapToDouble(Sighting::firstSeconds).min().orElse(0);
        double last =
                sightings.stream().mapToDouble(Sighting::lastSeconds).max().orElse(0);
        long seconds = Math.round(last - first);
        String span = seconds == 0 ? "for a moment" : "for about %d s".formatted(seconds);
        return "%s, %s.".formatted(capital(list(sightings, LONGEST_LIST)), span);
    }

    /** What is told of a clip that began with a sound and shows nothing that can be named. */
    static Findings onlyHeard(Findings nothingSeen) {
        return new Findings(
                nothingSeen.labels(),
                "A loud sound; nothing seen.",
                "A loud sound",
                nothingSeen.observations(),
                nothingSeen.concern(),
                nothingSeen.tags(),
                nothingSeen.engine(),
                nothingSeen.model(),
                nothingSeen.frames(),
                nothingSeen.tookSeconds());
    }

    /** When each kind of thing came and was last seen, in order of time. */
    static List<Observation> observations(List<Sighting> sightings, double lastFrameSeconds) {
        List<Observation> observations = new ArrayList<>();
        for (Sighting sighting : sightings) {
            String name = capital(counted(sighting.name(), 1));
            observations.add(new Observation(rounded(sighting.firstSeconds()), name + " is seen."));
            if (sighting.lastSeconds() > sighting.firstSeconds() && sighting.lastSeconds() < lastFrameSeconds) {
                observations.add(new Observation(rounded(sighting.lastSeconds()), name + " is last seen."));
            }
        }
        observations.sort(Comparator.comparingDouble(Observation::atSeconds));
        return observations;
    }

    /** Seconds as we report them: two digits after the point. */
    static double rounded(double seconds) {
        return Math.round(seconds * 100) / 100.0;
    }

    private static String list(List<Sighting> sightings, int most) {
        List<String> names = new ArrayList<>(
                sightings.stream().limit(most).map(Telling::name).toList());
        if (sightings.size() > most) {
            names.add("more");
        }
        if (names.size() == 1) {
            return names.getFirst();
        }
        return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }

    private static String name(Sighting sighting) {
        String counted = counted(sighting.name(), sighting.count());
        return sighting.isDoubtful() ? "perhaps " + counted : counted;
    }

    private static String counted(String name, int count) {
        if (count <= 1) {
            return (name.startsWith("e") ? "an " : "a ") + name;
        }
        String number = count < NUMBERS.size() ? NUMBERS.get(count) : Integer.toString(count);
        return number + " " + plural(name);
    }

    private static String plural(String name) {
        return switch (name) {
            case "person" -> "people";
            case "sheep" -> "sheep";
            default -> name + "s";
        };
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
