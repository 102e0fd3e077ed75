package dev.nightjar.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MiniLmTest {

    private static final WordPieces PIECES = new WordPieces(
            Map.of("[CLS]", 101, "[SEP]", 102, "[UNK]", 100, "a", 1, "fox", 2, "##es", 3, ".", 4, "cafe", 5, "犬", 6));

    @Test
    void aTextIsCutIntoTheLongestPiecesThatFit() {
        assertThat(PIECES.of("A fox. Foxes", 20)).containsExactly(101, 1, 2, 4, 2, 3, 102);
    }

    @Test
    void accentsAndWhatCannotBeSeenAreLeftOutAndIdeogramsStandAlone() {
        assertThat(PIECES.of("Caf\u00e9\u200d\n\u72acfox", 20)).containsExactly(101, 5, 6, 2, 102);
    }

    @Test
    void aWordWithAnUnknownPartIsUnknownAndALongTextIsCut() {
        assertThat(PIECES.of("foxy " + "a".repeat(101), 20)).containsExactly(101, 100, 100, 102);
        assertThat(PIECES.of("a a a a a", 4)).containsExactly(101, 1, 1, 102);
    }

    @Test
    void textsOfLikeMeaningAreNearerThanOthers() {
        try (MiniLm model = MiniLm.open("/all-minilm-l6-v2-q.onnx")) {
            byte[] baby = model.meaning("The infant wailed in its cot.");
            assertThat(product(baby, model.meaning("crying baby")))
                    .isGreaterThan(2 * product(baby, model.meaning("parking ticket")));
        }
    }

    @Test
    void aModelThatIsNotThereIsSaidToBeMissing() {
        assertThatThrownBy(() -> MiniLm.open("/nowhere.onnx"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/nowhere.onnx");
    }

    private static double product(byte[] one, byte[] other) {
        double product = 0;
        for (int i = 0; i < one.length; i++) {
            product += one[i] * other[i];
        }
        return product;
    }
}
