package dev.nightjar.search;

import dev.nightjar.events.Event;
import dev.nightjar.inference.Findings;
import dev.nightjar.search.SearchResults.Field;
import dev.nightjar.search.SearchResults.Mark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds where the words of a question stand in the texts of events, by the same rules by which they were found. */
@Component
class Highlights {

    // control characters, which are taken out of the texts first
    private static final char START = '\u0001';
    private static final char STOP = '\u0002';

    private final JdbcClient jdbc;

    Highlights(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Place(int event, Field field, @Nullable Integer observation, String text) {}

    /** The marks of each event, in the order of the events. */
    List<List<Mark>> of(List<Event> events, List<Term> terms) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            Findings findings = events.get(i).findings();
            if (findings != null) {
                places.add(new Place(i, Field.TITLE, null, findings.title()));
                places.add(new Place(i, Field.SUMMARY, null, findings.summary()));
                for (int n = 0; n < findings.observations().size(); n++) {
                    places.add(new Place(
                            i,
                            Field.OBSERVATION,
                            n,
                            findings.observations().get(n).text()));
                }
            }
        }
        Map<Integer, List<Mark>> marks = new HashMap<>();
        if (!terms.isEmpty() && !places.isEmpty()) {
            List<String> marked = marked(places.stream().map(Place::text).toList(), terms);
            for (int i = 0; i < places.size(); i++) {
                marks.computeIfAbsent(places.get(i).event(), any -> new ArrayList<>())
                        .addAll(read(places.get(i), marked.get(i)));
            }
        }
        List<List<Mark>> all = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            all.add(marks.getOrDefault(i, List.of()));
        }
        return all;
    }

    private List<String> marked(List<String> texts, List<Term> terms) {
        return jdbc.sql("""
                        select ts_headline('english', text, cast(:query as tsquery), :options)
                        from unnest(:texts) with ordinality as t(text, n) order by n
                        """)
                .param("query", terms.stream().map(Term::query).collect(Collectors.joining(" | ")))
                .param("options", "HighlightAll=true, StartSel=\"%c\", StopSel=\"%c\"".formatted(START, STOP))
                .param("texts", texts.stream().map(Highlights::plain).toArray(String[]::new))
                .query(String.class)
                .list();
    }

    private static String plain(String text) {
        return text.replace(START, ' ').replace(STOP, ' ');
    }

    private static List<Mark> read(Place place, String marked) {
        List<Mark> marks = new ArrayList<>();
        int taken = 0;
        int start = 0;
        for (int i = 0; i < marked.length(); i++) {
            if (marked.charAt(i) == START) {
                start = i - taken++;
            } else if (marked.charAt(i) == STOP) {
                marks.add(new Mark(place.field(), place.observation(), start, i - taken++));
            }
        }
        return marks;
    }
}
