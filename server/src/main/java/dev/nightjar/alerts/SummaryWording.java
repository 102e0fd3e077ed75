package dev.nightjar.alerts;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Says how many events there were, and where. */
final class SummaryWording {

    private static final int MOST_CAMERAS = 3;

    private SummaryWording() {}

    /**
     * What came besides what was told one by one.
     *
     * @param cameras how many events each had, by its name
     */
    static String more(Map<String, Integer> cameras, Instant since, ZoneId zone) {
        int all = all(cameras);
        String from = "since " + Wording.clock(since, zone);
        if (all == 0) {
            return "No more events %s.".formatted(from);
        }
        String events = "%s more %s".formatted(Numbers.capital(Numbers.word(all)), all == 1 ? "event" : "events");
        return cameras.size() == 1
                ? "%s at %s %s.".formatted(events, only(cameras), from)
                : "%s %s: %s.".formatted(events, from, places(cameras));
    }

    /** What came in the day before the summary. */
    static String day(Map<String, Integer> cameras) {
        int all = all(cameras);
        String events = "%s %s".formatted(Numbers.word(all), all == 1 ? "event" : "events");
        return cameras.size() == 1
                ? "In the last 24 hours: %s at %s.".formatted(events, only(cameras))
                : "In the last 24 hours: %s, %s.".formatted(events, places(cameras));
    }

    private static int all(Map<String, Integer> cameras) {
        return cameras.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String only(Map<String, Integer> cameras) {
        return cameras.keySet().iterator().next();
    }

    private static String places(Map<String, Integer> cameras) {
        List<Map.Entry<String, Integer>> most = cameras.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        List<String> places = new ArrayList<>(most.stream()
                .limit(MOST_CAMERAS)
                .map(camera -> Numbers.word(camera.getValue()) + " at " + camera.getKey())
                .toList());
        int others =
                most.stream().skip(MOST_CAMERAS).mapToInt(Map.Entry::getValue).sum();
        if (others > 0) {
            places.add(Numbers.word(others) + " elsewhere");
        }
        return Numbers.list(places);
    }
}
