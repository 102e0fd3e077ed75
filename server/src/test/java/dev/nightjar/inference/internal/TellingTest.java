package dev.nightjar.inference.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.inference.Findings.Observation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TellingTest {

    @Test
    void twoKindsAreJoinedAndTheirTimeIsTold() {
        assertThat(summary(seen("person", 1, 2, 8), seen("dog", 1, 3, 5)))
                .isEqualTo("A person and a dog, for about 6 s.");
    }

    @Test
    void severalOfAKindAreCounted() {
        assertThat(summary(seen("person", 2, 0, 9))).isEqualTo("Two people, for about 9 s.");
        assertThat(summary(seen("sheep", 12, 0, 9))).isEqualTo("12 sheep, for about 9 s.");
    }

    @Test
    void whatIsSeenOnceIsThereForAMoment() {
        assertThat(summary(seen("elephant", 1, 4, 4))).isEqualTo("An elephant, for a moment.");
    }

    @Test
    void whatIsNotSureIsSaidSo() {
        Sighting dog = new Sighting("dog", 0.4, 3, 5, 1, 2);
        assertThat(summary(seen("person", 1, 2, 8), dog)).isEqualTo("A person and perhaps a dog, for about 6 s.");
        assertThat(summary(dog)).isEqualTo("Perhaps a dog, for about 2 s.");
    }

    @Test
    void nothingRecognisedIsSaidSo() {
        assertThat(Telling.summary(List.of())).isEqualTo("Something moved. Nothing was recognised.");
        assertThat(Telling.title(List.of())).isEqualTo("Something moved");
    }

    @Test
    void aLongListIsCutSoThatTitleAndSentenceStayShort() {
        List<Sighting> many = Stream.of("motorcycle", "giraffe", "elephant", "backpack", "suitcase")
                .map(name -> new Sighting(name, 0.3, 0, 170, 100, 2))
                .toList();
        assertThat(Telling.title(many)).endsWith(" and more").hasSizeLessThanOrEqualTo(60);
        assertThat(Telling.summary(many)).hasSizeLessThanOrEqualTo(140);
    }

    @Test
    void observationsNameTheSecondAtWhichTheyWereMade() {
        List<Observation> observations =
                Telling.observations(List.of(seen("person", 1, 2, 12), seen("dog", 1, 1.503, 5)), 12);
        assertThat(observations)
                .containsExactly(
                        new Observation(1.5, "A dog is seen."),
                        new Observation(2, "A person is seen."),
                        new Observation(5, "A dog is last seen."));
    }

    private static String summary(Sighting... sightings) {
        return Telling.summary(List.of(sightings));
    }

    private static Sighting seen(String name, int count, double first, double last) {
        return new Sighting(name, 0.8, first, last, count, 5);
    }
}
