package dev.nightjar.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NdcgTest {

    @Test
    void theBestOrderIsOneAndNothingOfUseIsZero() {
        assertThat(Ndcg.at(10, List.of("a", "b", "c"), Map.of("a", 3, "b", 1))).isEqualTo(1);
        assertThat(Ndcg.at(10, List.of("x", "y"), Map.of("a", 3))).isZero();
        assertThat(Ndcg.at(10, List.of(), Map.of("a", 3))).isZero();
    }

    @Test
    void anOrderIsWorthWhatTheDefinitionSays() {
        // (1/log2(2) + 7/log2(4)) / (7/log2(2) + 1/log2(3))
        double expected = (1 + 7 / 2.0) / (7 + 1 / (Math.log(3) / Math.log(2)));

        assertThat(Ndcg.at(10, List.of("b", "x", "a"), Map.of("a", 3, "b", 1))).isCloseTo(expected, within(1e-12));
    }

    @Test
    void onlyTheFirstPlacesCount() {
        assertThat(Ndcg.at(2, List.of("x", "y", "a"), Map.of("a", 3))).isZero();
        assertThat(Ndcg.at(1, List.of("a"), Map.of("a", 2, "b", 2))).isEqualTo(1);
    }

    @Test
    void withoutAnAnswerThereIsNothingToMeasure() {
        assertThatThrownBy(() -> Ndcg.at(10, List.of("a"), Map.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
