package dev.nightjar.inference.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.InputStream;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The model that we ship, against what TensorFlow.js answers with the published one; see tools/model. */
class NanodetModelTest {

    private static final NanodetModel MODEL = NanodetModel.open();
    private static JsonNode reference = JsonMapper.builder().build().createObjectNode();

    @BeforeAll
    static void readReference() throws Exception {
        try (InputStream file = NanodetModelTest.class.getResourceAsStream("/model/nanodet-reference.json")) {
            reference = JsonMapper.builder().build().readTree(file);
        }
    }

    @AfterAll
    static void close() {
        MODEL.close();
    }

    @Test
    void thePictureIsTheOneThatTheReferenceWasMadeWith() throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(DrawnPicture.reference().pixels());
        assertThat(HexFormat.of().formatHex(hash))
                .isEqualTo(reference.path("picture").path("sha256").asString());
    }

    @Test
    void scoresAndDistancesAgreeWithTheReference() {
        Picture picture = DrawnPicture.reference();
        MODEL.run(picture.pixels(), picture.width(), picture.height(), (scores, distances) -> {
            assertThat(scores.remaining()).isEqualTo(reference.path("cells").asInt() * 80);
            assertThat(reference.path("rows")).hasSize(40);
            for (JsonNode row : reference.path("rows")) {
                int cell = row.path("cell").asInt();
                compare(row.path("scores"), scores, cell * 80, 1e-5);
                compare(row.path("distances"), distances, cell * 44, 1e-4);
            }
            return true;
        });
    }

    @Test
    void theHighestScoreAgreesWithTheReference() {
        Picture picture = DrawnPicture.reference();
        double highest = MODEL.run(picture.pixels(), picture.width(), picture.height(), (scores, distances) -> {
            float most = 0;
            while (scores.hasRemaining()) {
                most = Math.max(most, scores.get());
            }
            return most;
        });
        assertThat(highest).isCloseTo(reference.path("highestScore").asDouble(), within(1e-5));
    }

    @Test
    void aDrawnPersonIsFoundWhereItStands() {
        Picture picture = Picture.of(DrawnPicture.withPerson(DrawnPicture.room(1280, 720), 500, 560));
        Detection best = MODEL.detect(picture, 0.3).getFirst();
        assertThat(best.name()).isEqualTo("person");
        assertThat(best.box().overlap(new Box(520 / 1280.0, 130 / 720.0, 730 / 1280.0, 680 / 720.0)))
                .isGreaterThan(0.7);
    }

    @Test
    void anUprightPictureIsLookedAtUpright() {
        Picture picture = Picture.of(DrawnPicture.withPerson(DrawnPicture.room(720, 1280), 200, 800));
        assertThat(MODEL.detect(picture, 0.3).getFirst().name()).isEqualTo("person");
    }

    @Test
    void anEmptyRoomHasNobodyInIt() {
        assertThat(MODEL.detect(Picture.of(DrawnPicture.room(1280, 720)), 0.3)).isEmpty();
    }

    private static void compare(JsonNode expected, FloatBuffer found, int offset, double tolerance) {
        for (int i = 0; i < expected.size(); i++) {
            assertThat((double) found.get(offset + i)).isCloseTo(expected.get(i).asDouble(), within(tolerance));
        }
    }
}
