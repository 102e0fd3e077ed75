package dev.nightjar.events;

import dev.nightjar.identity.Caller;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the timeline as one person sees it: each statement walks along an index in the order of time, of the events or,
 * with labels, of each label.
 *
 * @param lookedAt until when the person has looked through it, as far as the filter asks for what is new; null for never
 */
record TimelineQuery(
        Caller.Person caller, EventFilter filter, @Nullable Instant lookedAt) {

    /**
     * The events that pass the filter.
     *
     * @param columns of {@code id} and {@code happened_at}, and without labels all of the table {@code events}
     * @param range which of them by {@code id} and {@code happened_at}
     * @param end an order and a limit, which goes for each label, too; or empty
     */
    String events(String columns, String range, String end) {
        int labels = filter.labels().size();
        if (labels == 0) {
            String dismissed = filter.onlyNew() ? " and state <> 'dismissed'" : "";
            return "select %s from events e where account = :account%s and %s%s %s"
                    .formatted(columns, passes(), range, dismissed, end);
        }
        // what was dismissed showed nothing that is known, and so has no labels
        String each = IntStream.range(0, labels)
                .mapToObj(i -> """
                        (select happened_at, id from (select *, event as id from event_labels) as labelled
                        where account = :account and label = :label%d%s and %s %s)
                        """.formatted(i, passes(), range, end))
                .collect(Collectors.joining(" union "));
        return "select %s from (%s) as found %s".formatted(columns, each, end);
    }

    private String passes() {
        return (filter.device() == null ? "" : " and device = :device")
                + (filter.session() == null ? "" : " and session = :session")
                + (filter.onlyNew() ? notLookedAt() : "");
    }

    /** Looks each event up by itself: joins are planned far too optimistically for people who reviewed much. */
    private String notLookedAt() {
        String later = lookedAt == null ? "" : " and happened_at > :lookedAt";
        return later
                + " and not coalesce((select true from event_reviews r"
                + " where r.account = :account and r.event = id and r.person = :person), false)";
    }

    /** The values of all these parts. */
    Map<String, Object> values() {
        Map<String, Object> values = new HashMap<>();
        values.put("account", caller.account().value());
        values.put("person", caller.person().value());
        if (lookedAt != null) {
            values.put("lookedAt", Timestamp.from(lookedAt));
        }
        if (filter.device() != null) {
            values.put("device", filter.device().value());
        }
        if (filter.session() != null) {
            values.put("session", filter.session().value());
        }
        for (int i = 0; i < filter.labels().size(); i++) {
            values.put("label" + i, filter.labels().get(i));
        }
        return values;
    }
}
