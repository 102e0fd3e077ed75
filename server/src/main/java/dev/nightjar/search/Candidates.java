package dev.nightjar.search;

import dev.nightjar.events.Trigger;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * Reads the entries that a question may be answered by: for each term the newest that have it, those that have all terms,
 * and those whose meaning is near. Of a term that very many have, the newest do, so that no question takes long.
 */
@Repository
class Candidates {

    /** How many of each. */
    static final int MOST = 120;

    private final JdbcClient jdbc;

    Candidates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An entry with what its words are worth.
     *
     * @param atMicroseconds since 1970
     * @param ranks for each term, from 0 when it does not have it
     */
    record Candidate(UUID event, DeviceId device, long atMicroseconds, double[] ranks) {}

    /** Those that the filter lets pass, of entries up to the given number, in no order. */
    List<Candidate> find(AccountId account, List<Term> terms, Collection<UUID> near, SearchFilter filter, long upTo) {
        Map<String, Object> values = values(filter);
        values.put("account", account.value());
        values.put("upTo", upTo);
        String passes = passes(filter) + " and added <= :upTo";
        List<String> branches = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            Term term = terms.get(i);
            branches.add(newest("words @@ %s".formatted(query(term)), passes));
            if (!term.cameras().isEmpty()) {
                branches.add(newest("device = any(:cameras%d)".formatted(i), passes));
                values.put(
                        "cameras" + i,
                        term.cameras().stream().map(DeviceId::value).toArray(UUID[]::new));
            }
        }
        if (terms.size() > 1) {
            String all = String.join(
                    " and ",
                    terms.stream().map(term -> "words @@ " + query(term)).toList());
            branches.add(newest(all, passes));
        }
        if (!near.isEmpty()) {
            branches.add("(select event from search_entries where account = :account and event = any(:near) " + passes
                    + ")");
            values.put("near", near.toArray(UUID[]::new));
        }
        return branches.isEmpty() ? List.of() : read(branches, terms, values);
    }

    private List<Candidate> read(List<String> branches, List<Term> terms, Map<String, Object> values) {
        String ranks = String.join(
                ", ",
                terms.stream()
                        .map(term -> "ts_rank(words, %s)".formatted(query(term)))
                        .toList());
        StatementSpec statement = jdbc.sql("""
                with found as (%s)
                select event, device, (extract(epoch from happened_at) * 1000000)::bigint as at, array[%s]::real[] as ranks
                from found join search_entries using (event) where account = :account
                """.formatted(String.join(" union ", branches), ranks));
        for (Map.Entry<String, Object> value : values.entrySet()) {
            statement = statement.param(value.getKey(), value.getValue());
        }
        return statement
                .query((row, number) -> {
                    Float[] read = (Float[]) row.getArray("ranks").getArray();
                    double[] worth = new double[read.length];
                    for (int i = 0; i < read.length; i++) {
                        worth[i] = read[i];
                    }
                    return new Candidate(
                            row.getObject("event", UUID.class),
                            new DeviceId(row.getObject("device", UUID.class)),
                            row.getLong("at"),
                            worth);
                })
                .list();
    }

    private static String query(Term term) {
        // as it is known what a term consists of, the planner may know it, too
        return "$nj$%s$nj$::tsquery".formatted(term.query());
    }

    private static String newest(String condition, String passes) {
        return "(select event from search_entries where account = :account and %s %s order by happened_at desc limit %d)"
                .formatted(condition, passes, MOST);
    }

    /** The condition of a filter, which begins with {@code and}, or is empty. */
    static String passes(SearchFilter filter) {
        StringBuilder text = new StringBuilder();
        text.append(filter.device() == null ? "" : " and device = :device");
        text.append(filter.session() == null ? "" : " and session = :session");
        text.append(filter.label() == null ? "" : " and :label = any(labels)");
        text.append(
                filter.trigger() == Trigger.Type.MOTION || filter.trigger() == Trigger.Type.BOTH ? " and moved" : "");
        text.append(
                filter.trigger() == Trigger.Type.SOUND || filter.trigger() == Trigger.Type.BOTH ? " and heard" : "");
        text.append(filter.from() == null ? "" : " and happened_at >= :from");
        text.append(filter.until() == null ? "" : " and happened_at < :until");
        text.append(filter.concern() == null ? "" : " and concern >= :concern");
        text.append(filter.reviewed() == null ? "" : reviewed(filter.reviewed()));
        return text.toString();
    }

    private static String reviewed(SearchFilter.Reviewed reviewed) {
        return """
                 and %s exists (select from event_reviews r where r.account = search_entries.account
                    and r.event = search_entries.event and r.person = :person)
                """.formatted(reviewed.sought() ? "" : "not");
    }

    /** The values of that condition. */
    static Map<String, Object> values(SearchFilter filter) {
        Map<String, Object> values = new HashMap<>();
        if (filter.device() != null) {
            values.put("device", filter.device().value());
        }
        if (filter.session() != null) {
            values.put("session", filter.session().value());
        }
        if (filter.label() != null) {
            values.put("label", filter.label().toLowerCase(Locale.ROOT));
        }
        if (filter.from() != null) {
            values.put("from", Timestamp.from(filter.from()));
        }
        if (filter.until() != null) {
            values.put("until", Timestamp.from(filter.until()));
        }
        if (filter.concern() != null) {
            values.put("concern", filter.concern());
        }
        if (filter.reviewed() != null) {
            values.put("person", filter.reviewed().by().value());
        }
        return values;
    }
}
