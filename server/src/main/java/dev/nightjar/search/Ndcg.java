package dev.nightjar.search;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** How good an order of answers is: normalised discounted cumulative gain. Pure. */
final class Ndcg {

    private Ndcg() {}

    /**
     * From 0, when nothing of use stands at the top, to 1, when the best stand there in the best order. An answer of grade
     * g is worth 2^g − 1, divided by the binary logarithm of its place plus one.
     *
     * @param order answers, best first; those without a grade are worth nothing
     * @param grades above 0 for each answer that is of use, of which there must be one at least
     * @param places how many of the first count
     */
    static <T> double at(int places, List<T> order, Map<T, Integer> grades) {
        if (grades.isEmpty()) {
            throw new IllegalArgumentException("Without a grade no order is better than another");
        }
        double best = gain(grades.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(places)
                .toList());
        return gain(order.stream()
                        .limit(places)
                        .map(answer -> grades.getOrDefault(answer, 0))
                        .toList())
                / best;
    }

    private static double gain(List<Integer> grades) {
        double gain = 0;
        for (int i = 0; i < grades.size(); i++) {
            gain += (Math.pow(2, grades.get(i)) - 1) / (Math.log(i + 2) / Math.log(2));
        }
        return gain;
    }
}
