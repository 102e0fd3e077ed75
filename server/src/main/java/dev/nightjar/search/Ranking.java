package dev.nightjar.search;

import dev.nightjar.search.Candidates.Candidate;
import dev.nightjar.search.Meanings.Near;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Puts events in order: by their words, by their meaning, and by both. Pure. The figures were chosen by `bench search` on
 * one half of its questions.
 */
final class Ranking {

    /** How much it counts to have a term at all, beside where and how often. */
    private static final double HAVING = 0.3;

    /** What it counts that the camera is called so: as much as a word among the observations. */
    private static final double CAMERA = 0.2;

    /** How much of a term is covered by that. */
    private static final double CAMERA_COVERS = 0.5;

    /** A word that was only meant may not have been. */
    private static final double MEANT = 0.8;

    /** The larger, the less the first places count. */
    private static final double SMOOTHING = 5;

    private Ranking() {}

    /**
     * An event with how well its words answer; better is larger.
     *
     * @param covers how much of the question its words cover, from 0 to 1
     */
    record Ranked(UUID event, double score, double covers) {}

    /**
     * By the words they have: rare ones count more, and so does a title. Those without any are left out; newest first
     * among equals.
     */
    static List<Ranked> byWords(List<Term> terms, List<Candidate> candidates) {
        double[] counts = new double[terms.size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = rarity(i, candidates) * (terms.get(i).meant().isEmpty() ? 1 : MEANT);
        }
        record Scored(Candidate candidate, Ranked ranked) {}
        return candidates.stream()
                .map(candidate -> new Scored(candidate, ranked(terms, counts, candidate)))
                .filter(each -> each.ranked().score() > 0)
                .sorted(Comparator.comparingDouble(
                                (Scored each) -> each.ranked().score())
                        .reversed()
                        .thenComparing(Comparator.comparingLong(
                                        (Scored each) -> each.candidate().atMicroseconds())
                                .reversed())
                        .thenComparing(each -> each.candidate().event()))
                .map(Scored::ranked)
                .toList();
    }

    private static Ranked ranked(List<Term> terms, double[] counts, Candidate candidate) {
        double score = 0;
        double covers = 0;
        for (int i = 0; i < counts.length; i++) {
            double rank = candidate.ranks()[i];
            if (rank > 0) {
                score += counts[i] * (HAVING + rank);
                covers += counts[i];
            } else if (terms.get(i).cameras().contains(candidate.device())) {
                score += counts[i] * CAMERA;
                covers += counts[i] * CAMERA_COVERS;
            }
        }
        return new Ranked(
                candidate.event(), score, covers / Arrays.stream(counts).sum());
    }

    /** From 1, for a term that all of them have. */
    private static double rarity(int term, List<Candidate> candidates) {
        long having = candidates.stream().filter(each -> each.ranks()[term] > 0).count();
        return 1 + Math.log((candidates.size() + 1.0) / (having + 1.0));
    }

    /**
     * By reciprocal rank: who stands high in one order stands high, who does in both stands higher. Each order counts by how
     * sure it is of the event: words by how much of the question they cover, meaning by how alike it is.
     */
    static List<UUID> fuse(List<Ranked> byWords, List<Near> byMeaning) {
        Map<UUID, Double> scores = new HashMap<>();
        for (int i = 0; i < byWords.size(); i++) {
            double sure = byWords.get(i).covers() * byWords.get(i).covers();
            scores.merge(byWords.get(i).event(), sure / (SMOOTHING + i + 1), Double::sum);
        }
        for (int i = 0; i < byMeaning.size(); i++) {
            double sure = byMeaning.get(i).likeness();
            scores.merge(byMeaning.get(i).event(), sure / (SMOOTHING + i + 1), Double::sum);
        }
        List<Map.Entry<UUID, Double>> fused = new ArrayList<>(scores.entrySet());
        fused.sort(Map.Entry.<UUID, Double>comparingByValue().reversed().thenComparing(Map.Entry::getKey));
        return fused.stream().map(Map.Entry::getKey).toList();
    }
}
