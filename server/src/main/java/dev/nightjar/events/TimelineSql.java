package dev.nightjar.events;

import dev.nightjar.identity.Caller;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Parts of the statements that read the timeline as one person sees it: each walks along an index in the order of time,
 * of the events or, with labels, of each label.
 */
final class TimelineSql {

    private static final String NOT_LOOKED_AT = """
             and happened_at > coalesce(
                (select looked_at from timeline_looks where account = :account and person = :person), '-infinity')
             and not exists (select from event_reviews r
                where r.account = :account and r.event = id and r.person = :person)
            """;

    private TimelineSql() {}

    /**
     * Reads the events that pass the filter.
     *
     * @param columns of {@code id} and {@code happened_at}, and without labels all of the
     *     table {@code events}
     * @param range which of them by {@code id} and {@code happened_at}
     * @param end an order and a limit, which goes for each label, too; or empty
     */
    static String events(EventFilter filter, String columns, String range, String end) {
        int labels = filter.labels().size();
        if (labels == 0) {
            String dismissed = filter.onlyNew() ? " and state <> 'dismissed'" : "";
            return "select %s from events e where account = :account%s and %s%s %s"
                    .formatted(columns, passes(filter), range, dismissed, end);
        }
        // what was dismissed showed nothing that is known, and so has no labels
        String each = IntStream.range(0, labels)
                .mapToObj(i -> """
                        (select happened_at, id from (select *, event as id from event_labels) as labelled
                        where account = :account and label = :label%d%s and %s %s)
                        """.formatted(i, passes(filter), range, end))
                .collect(Collectors.joining(labels == 1 ? "" : " union "));
        return "select %s from (%s) as found %s".formatted(columns, each, end);
    }

    private static String passes(EventFilter filter) {
        return (filter.device() == null ? "" : " and device = :device")
                + (filter.session() == null ? "" : " and session = :session")
                + (filter.onlyNew() ? NOT_LOOKED_AT : "");
    }

    /** The values of all these parts. */
    static Map<String, Object> values(Caller.Person caller, EventFilter filter) {
        Map<String, Object> values = new HashMap<>();
        values.put("account", caller.account().value());
        values.put("person", caller.person().value());
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
