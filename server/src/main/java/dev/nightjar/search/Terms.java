package dev.nightjar.search;

import dev.nightjar.devices.Device;
import dev.nightjar.devices.Devices;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what somebody asks: which words it has, what these were meant to be, and which cameras they name. */
@Component
class Terms {

    /** More do not make a question clearer. */
    private static final int MOST = 12;

    private static final int LONGEST = 40;
    private static final int SHORTEST_MISTYPED = 4;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}]+");

    private final JdbcClient jdbc;
    private final Devices devices;

    Terms(JdbcClient jdbc, Devices devices) {
        this.jdbc = jdbc;
        this.devices = devices;
    }

    /** The words of a text, in lower case, each once. */
    static List<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .filter(word -> word.length() <= LONGEST)
                .distinct()
                .toList();
    }

    /** The terms of a question; words that stand in every text, such as “the”, are none unless there are no others. */
    List<Term> of(AccountId account, String text) {
        List<String> asked = words(text).stream().limit(MOST).toList();
        if (asked.isEmpty()) {
            return List.of();
        }
        Map<String, List<DeviceId>> cameras = cameras(account);
        Map<String, Known> known = known(account, asked, cameras.keySet());
        boolean onlyStopWords =
                asked.stream().allMatch(word -> stem(known, word).isEmpty());
        List<String> kept = asked.stream()
                .filter(word -> onlyStopWords || !stem(known, word).isEmpty())
                .toList();
        Map<String, List<String>> meant = meant(account, kept, known, cameras.keySet());
        return kept.stream()
                .map(word -> term(word, meant.getOrDefault(word, List.of()), known, cameras))
                .toList();
    }

    private static Term term(
            String word, List<String> meant, Map<String, Known> known, Map<String, List<DeviceId>> cameras) {
        List<String> words = meant.isEmpty() ? List.of(word) : meant;
        Set<String> forms = new LinkedHashSet<>();
        Set<DeviceId> named = new LinkedHashSet<>();
        for (String each : words) {
            forms.add(each);
            String stem = stem(known, each);
            if (!stem.isEmpty()) {
                forms.add(stem);
            }
            cameras.forEach((name, ids) -> {
                if (name.equals(each) || !stem.isEmpty() && stem.equals(stem(known, name))) {
                    named.addAll(ids);
                }
            });
        }
        return new Term(word, forms, meant, List.copyOf(named));
    }

    /** The words of the cameras' names, and which cameras have them. */
    private Map<String, List<DeviceId>> cameras(AccountId account) {
        Map<String, List<DeviceId>> named = new HashMap<>();
        for (Device device : devices.list(account).items()) {
            words(device.name())
                    .forEach(word -> named.computeIfAbsent(word, any -> new ArrayList<>())
                            .add(device.id()));
        }
        return named;
    }

    /**
     * What is known of a word.
     *
     * @param stem empty for a word that stands in every text
     * @param there whether an event has it, in whatever form
     */
    private record Known(String stem, boolean there) {}

    private static String stem(Map<String, Known> known, String word) {
        Known found = known.get(word);
        return found == null ? "" : found.stem();
    }

    private Map<String, Known> known(AccountId account, List<String> asked, Set<String> names) {
        Map<String, Known> found = new HashMap<>();
        jdbc.sql("""
                        select word, coalesce(stem, '') as stem, exists(
                            select from search_words known
                            where known.account = :account and (known.word = asked.word or known.stem = asked.stem))
                            as there
                        from (select word, (ts_lexize('english_stem', word))[1] as stem from unnest(:words) as word) asked
                        """)
                .param("account", account.value())
                .param(
                        "words",
                        Stream.concat(asked.stream(), names.stream()).distinct().toArray(String[]::new))
                .query((ResultSet row) -> {
                    found.put(row.getString("word"), new Known(row.getString("stem"), row.getBoolean("there")));
                });
        return found;
    }

    /** For words that no event has and no camera is called: those of the account that are written most alike. */
    private Map<String, List<String>> meant(
            AccountId account, List<String> asked, Map<String, Known> known, Set<String> names) {
        String[] mistyped = asked.stream()
                .filter(word -> word.length() >= SHORTEST_MISTYPED
                        && word.chars().allMatch(Character::isLetter)
                        && !names.contains(word)
                        && known.containsKey(word)
                        && !known.get(word).there())
                .toArray(String[]::new);
        Map<String, List<String>> meant = new HashMap<>();
        if (mistyped.length == 0) {
            return meant;
        }
        jdbc.sql("""
                        select asked, array_agg(word) as words, array_agg(stem) as stems from (
                            select asked, word, stem, similarity(word, asked) as alike,
                                max(similarity(word, asked)) over (partition by asked) as most
                            from unnest(:mistyped) as asked, (
                                select word, stem from search_words where account = :account
                                union select name, (ts_lexize('english_stem', name))[1] from unnest(:names) as name)
                            where length(word) between length(asked) - 2 and length(asked) + 2
                              and similarity(word, asked) >= 0.45)
                        where alike > most - 0.1 and stem is not null
                        group by asked
                        """)
                .param("account", account.value())
                .param("mistyped", mistyped)
                .param("names", names.toArray(String[]::new))
                .query((ResultSet row) -> {
                    List<String> words = strings(row.getArray("words"));
                    List<String> stems = strings(row.getArray("stems"));
                    for (int i = 0; i < words.size(); i++) {
                        known.putIfAbsent(words.get(i), new Known(stems.get(i), true));
                    }
                    meant.put(row.getString("asked"), words);
                });
        return meant;
    }

    private static List<String> strings(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
