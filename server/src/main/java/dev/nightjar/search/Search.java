package dev.nightjar.search;

import dev.nightjar.events.Event;
import dev.nightjar.events.Events;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.Cursor;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.search.SearchResults.Item;
import dev.nightjar.search.SearchResults.Meant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Finds events of an account again. */
@Service
public class Search {

    /** Whose meaning is at least so alike is said to be similar. */
    private static final double SIMILAR = 0.4;

    private final Finding finding;
    private final EntryList entries;
    private final Highlights highlights;
    private final Events events;

    Search(Finding finding, EntryList entries, Highlights highlights, Events events) {
        this.finding = finding;
        this.entries = entries;
        this.highlights = highlights;
        this.events = events;
    }

    /**
     * Events of the person's account that pass the filter and answer the question, best first; without words newest first.
     *
     * @param after where the page begins, as {@code next} of the page before it said
     */
    public SearchResults search(
            Caller.Person caller, String text, SearchFilter filter, @Nullable String after, int limit) {
        return Terms.words(text).isEmpty()
                ? list(caller, filter, after, limit)
                : find(caller, text, filter, after, limit);
    }

    private SearchResults list(Caller.Person caller, SearchFilter filter, @Nullable String after, int limit) {
        List<EventId> found = entries.newest(caller.account(), filter, Cursor.parse(after), limit + 1);
        List<Event> page = events.all(caller, found.subList(0, Math.min(limit, found.size())));
        boolean more = found.size() > limit && !page.isEmpty();
        return new SearchResults(
                page.stream()
                        .map(event -> new Item(event, List.of(), List.of(), false, false, List.of()))
                        .toList(),
                more ? new Cursor(page.getLast().at(), page.getLast().id().value()).text() : null,
                false,
                false,
                List.of());
    }

    private SearchResults find(
            Caller.Person caller, String text, SearchFilter filter, @Nullable String after, int limit) {
        SearchCursor place = after == null ? null : SearchCursor.parse(after);
        Finding.Answer answer = finding.answer(caller.account(), text, filter, place == null ? null : place.upTo());
        List<UUID> order = answer.order();
        int from = place == null ? 0 : place.in(order);
        int to = Math.min(from + limit, order.size());
        List<Event> page = events.all(
                caller, order.subList(from, to).stream().map(EventId::new).toList());
        return new SearchResults(
                items(page, answer),
                to < order.size() ? new SearchCursor(answer.upTo(), to, order.get(to - 1)).text() : null,
                !answer.modelMissing(),
                answer.modelMissing(),
                answer.terms().stream()
                        .filter(term -> !term.meant().isEmpty())
                        .map(term -> new Meant(term.word(), term.meant()))
                        .toList());
    }

    private List<Item> items(List<Event> page, Finding.Answer answer) {
        Map<UUID, Candidates.Candidate> candidates = answer.candidates().stream()
                .collect(Collectors.toMap(Candidates.Candidate::event, Function.identity()));
        Map<UUID, Double> likeness =
                answer.near().stream().collect(Collectors.toMap(Meanings.Near::event, Meanings.Near::likeness));
        List<List<SearchResults.Mark>> marks = highlights.of(page, answer.terms());
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < page.size(); i++) {
            Event event = page.get(i);
            UUID id = event.id().value();
            Candidates.Candidate candidate = candidates.get(id);
            List<Term> had = candidate == null ? List.of() : had(candidate, answer.terms());
            items.add(new Item(
                    event,
                    had.stream().map(Term::word).toList(),
                    labels(event, had),
                    answer.terms().stream().anyMatch(term -> term.cameras().contains(event.deviceId())),
                    likeness.getOrDefault(id, 0.0) >= SIMILAR,
                    marks.get(i)));
        }
        return items;
    }

    private static List<Term> had(Candidates.Candidate candidate, List<Term> terms) {
        List<Term> had = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            if (candidate.ranks()[i] > 0) {
                had.add(terms.get(i));
            }
        }
        return had;
    }

    private static List<String> labels(Event event, List<Term> had) {
        return SearchText.labels(event.findings()).stream()
                .filter(label -> Terms.words(label).stream()
                        .anyMatch(word -> had.stream()
                                .anyMatch(term -> term.forms().stream().anyMatch(word::equals))))
                .toList();
    }
}
