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

    private static SeenFrame frame(double seconds, Detection... detections) {
        return new SeenFrame(seconds, List.of(detections));
    }
}
