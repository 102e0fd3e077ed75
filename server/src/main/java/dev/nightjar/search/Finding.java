package dev.nightjar.search;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.search.Candidates.Candidate;
import dev.nightjar.search.Meanings.Near;
import dev.nightjar.search.Ranking.Ranked;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the events of an account in order, by the words of a question and by its meaning. */
@Component
class Finding {

    /** How many events an answer has at most. */
    private static final int MOST = 400;

    private static final int MOST_NEAR = 200;

    /** Whose meaning is less alike has nothing to do with it. */
    private static final double LEAST_LIKENESS = 0.25;

    private final Terms terms;
    private final SentenceModel model;
    private final MeaningCache meanings;
    private final Candidates candidates;
    private final SearchRows rows;

    Finding(Terms terms, SentenceModel model, MeaningCache meanings, Candidates candidates, SearchRows rows) {
        this.terms = terms;
        this.model = model;
        this.meanings = meanings;
        this.candidates = candidates;
        this.rows = rows;
    }

    /**
     * An answer, with what it was made of.
     *
     * @param upTo the entry that was the newest
     * @param order the events, best first
     * @param byWords those that have words of it
     * @param near those whose meaning is near
     */
    record Answer(
            long upTo,
            List<Term> terms,
            List<Candidate> candidates,
            List<Ranked> byWords,
            List<Near> near,
            boolean modelMissing,
            List<UUID> order) {}

    /** @param upTo the last entry that counts, or null for all that there are */
    Answer answer(AccountId account, String text, SearchFilter filter, @Nullable Long upTo) {
        long last = upTo == null ? rows.lastAdded(account) : upTo;
        List<Term> asked = terms.of(account, text);
        Optional<byte[]> meaning = model.meaning(text);
        List<Near> near = meaning.map(direction -> meanings.nearest(
                        account, new Query(direction), Traits.wanted(filter, last), LEAST_LIKENESS, MOST_NEAR))
                .orElse(List.of());
        Set<UUID> nearEvents = near.stream().map(Near::event).collect(Collectors.toSet());
        List<Candidate> found = candidates.find(account, asked, nearEvents, filter, last);
        Set<UUID> there = found.stream().map(Candidate::event).collect(Collectors.toSet());
        forgetGone(account, nearEvents, there);
        List<Near> stillNear =
                near.stream().filter(each -> there.contains(each.event())).toList();
        List<Ranked> byWords = Ranking.byWords(asked, found);
        List<UUID> order = Ranking.fuse(byWords, stillNear).stream().limit(MOST).toList();
        return new Answer(last, asked, found, byWords, stillNear, meaning.isEmpty(), order);
    }

    /** Events that were deleted since they were read into memory. */
    private void forgetGone(AccountId account, Set<UUID> near, Set<UUID> there) {
        Set<UUID> gone = new HashSet<>(near);
        gone.removeAll(there);
        if (gone.isEmpty()) {
            return;
        }
        rows.present(account, gone.stream().map(EventId::new).toList()).forEach(event -> gone.remove(event.value()));
        if (!gone.isEmpty()) {
            meanings.forget(account, gone);
        }
    }
}
