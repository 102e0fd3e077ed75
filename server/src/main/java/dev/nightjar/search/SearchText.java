package dev.nightjar.search;

import dev.nightjar.inference.Findings;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The words of an event by how much they count: what it is called counts most, then its sentence, then what was seen at
 * each second. Pure.
 *
 * @param title title, labels and tags
 * @param details what is told beyond that, and what was observed
 */
record SearchText(String title, String summary, String details) {

    private static final SearchText NONE = new SearchText("", "", "");

    static SearchText of(@Nullable Findings findings) {
        if (findings == null) {
            return NONE;
        }
        return new SearchText(
                words(Stream.of(Stream.of(findings.title()), labels(findings).stream(), findings.tags().stream())),
                findings.summary(),
                words(Stream.of(
                        Stream.ofNullable(findings.details()),
                        findings.observations().stream().map(Findings.Observation::text))));
    }

    /** In lower case. */
    static List<String> labels(@Nullable Findings findings) {
        return findings == null
                ? List.of()
                : findings.labels().stream()
                        .map(label -> label.name().toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList();
    }

    /** What the sentence model reads of findings: where, and what happened; what was seen at each second only blurs it. */
    static String told(String camera, Findings findings) {
        return "%s: %s. %s".formatted(camera, findings.title(), findings.summary());
    }

    /** All words. */
    String all() {
        return Stream.of(title, summary, details)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(". "));
    }

    private static String words(Stream<Stream<String>> texts) {
        return texts.flatMap(each -> each).collect(Collectors.joining(". "));
    }
}
