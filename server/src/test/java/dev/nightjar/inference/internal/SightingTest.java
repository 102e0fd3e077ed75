package dev.nightjar.inference.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SightingTest {

    private static final Box BOX = new Box(0.1, 0.1, 0.2, 0.2);

    @Test
    void whatIsFoundWeaklyInOnePictureIsNotTold() {
        assertThat(Sighting.of(List.of(frame(0, person(0.54)), frame(1)))).isEmpty();
    }

    @Test
    void whatIsFoundClearlyInOnePictureIsTold() {
        List<Sighting> sightings = Sighting.of(List.of(frame(0), frame(1, person(0.55))));
        assertThat(sightings).containsExactly(new Sighting("person", 0.55, 1, 1, 1, 1));
    }

    @Test
    void whatIsFoundWeaklyInTwoPicturesIsTold() {
        List<Sighting> sightings = Sighting.of(List.of(frame(2, person(0.30)), frame(3), frame(4, person(0.4))));
        assertThat(sightings).containsExactly(new Sighting("person", 0.4, 2, 4, 1, 2));
    }

    @Test
    void theMostSeenAtOnceAreCounted() {
        List<Sighting> sightings =
                Sighting.of(List.of(frame(0, person(0.6)), frame(1, person(0.6), person(0.4)), frame(2, person(0.6))));
        assertThat(sightings.getFirst().count()).isEqualTo(2);
    }

    @Test
    void peopleComeFirstAndFurnitureIsNotTold() {
        SeenFrame frame = frame(
                0,
                new Detection("vehicle", 0.9, BOX),
                new Detection("chair", 0.9, BOX),
                new Detection("dog", 0.7, BOX),
                person(0.6));
        assertThat(Sighting.of(List.of(frame))).extracting(Sighting::name).containsExactly("person", "dog", "vehicle");
    }

    @Test
    void aWeakAnimalIsNotToldHoweverOften() {
        List<Sighting> sightings = Sighting.of(List.of(frame(0, bird(0.39, 0.1)), frame(0.5, bird(0.39, 0.6))));
        assertThat(sightings).isEmpty();
    }

    @Test
    void anAnimalThatMovesIsTold() {
        List<Sighting> sightings =
                Sighting.of(List.of(frame(0, bird(0.45, 0.1)), frame(1, bird(0.45, 0.3)), frame(2, bird(0.45, 0.6))));
        assertThat(sightings).extracting(Sighting::name).containsExactly("bird");
    }

    @Test
    void whatStaysWhereItIsIsScenery() {
        SeenFrame parked = frame(0, new Detection("vehicle", 0.8, BOX), bird(0.7, 0.5));
        SeenFrame later = frame(4, new Detection("vehicle", 0.8, BOX), bird(0.31, 0.51));
        assertThat(Sighting.of(List.of(parked, later))).isEmpty();
    }

    @Test
    void aCarThatDrivesPastParkedOnesIsTold() {
        Detection parked = new Detection("vehicle", 0.8, BOX);
        List<Sighting> sightings = Sighting.of(List.of(
                frame(0, parked),
                frame(1, parked, new Detection("vehicle", 0.6, new Box(0.5, 0.5, 0.7, 0.7))),
                frame(2, parked)));
        assertThat(sightings).containsExactly(new Sighting("vehicle", 0.6, 1, 1, 1, 1));
    }

    @Test
    void aPersonWhoSitsStillIsTold() {
        List<Sighting> sightings = Sighting.of(List.of(frame(0, person(0.4)), frame(4, person(0.4))));
        assertThat(sightings).extracting(Sighting::name).containsExactly("person");
    }

    @Test
    void whatFramesOfAPreviewMustShow() {
        assertThat(Sighting.ofPreview(List.of(frame(0, person(0.44))))).isEmpty();
        assertThat(Sighting.ofPreview(List.of(frame(0, person(0.45))))).hasSize(1);
        assertThat(Sighting.ofPreview(List.of(frame(0, person(0.3)), frame(1), frame(2, person(0.3)))))
                .hasSize(1);
        assertThat(Sighting.ofPreview(List.of(frame(0, bird(0.5, 0.1)), frame(1, bird(0.5, 0.1)))))
                .isEmpty();
        assertThat(Sighting.ofPreview(List.of(frame(0, bird(0.55, 0.1))))).hasSize(1);
    }

    @Test
    void carsTrucksAndBusesAreOneKind() {
        assertThat(Stream.of("car", "truck", "bus").map(Things::nameOf)).containsOnly("vehicle");
        assertThat(Things.nameOf("bicycle")).isEqualTo("bicycle");
    }

    @Test
    void ofSeveralBoxesOfTheSameThingTheSurestStays() {
        Detection best = new Detection("dog", 0.8, new Box(0.1, 0.1, 0.5, 0.5));
        Detection same = new Detection("dog", 0.5, new Box(0.12, 0.1, 0.5, 0.5));
        Detection elsewhere = new Detection("dog", 0.4, new Box(0.6, 0.1, 0.9, 0.5));
        Detection other = new Detection("cat", 0.4, new Box(0.1, 0.1, 0.5, 0.5));
        assertThat(Detection.distinct(List.of(same, elsewhere, best, other))).containsExactly(best, elsewhere, other);
    }

    private static Detection person(double score) {
        return new Detection("person", score, BOX);
    }

    private static Detection bird(double score, double x) {
        return new Detection("bird", score, new Box(x, 0.1, x + 0.1, 0.2));
    }

    private static SeenFrame frame(double seconds, Detection... detections) {
        return new SeenFrame(seconds, List.of(detections));
    }
}
