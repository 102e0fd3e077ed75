package dev.nightjar.inference.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a text says is there. */
class SubjectsTest {

    @Test
    void peopleGoByManyNames() {
        assertThat(Subjects.in("A woman and two children came in.")).containsExactly("person");
    }

    @Test
    void aDogIsAnAnimalToo() {
        assertThat(Subjects.in("The puppy slept.")).containsExactly("animal", "dog");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nothing moved.",
                "No dog was seen.",
                "No large dog was seen.",
                "The room was without people.",
                "The curtain moved before the sofa.",
                "",
                "The cartoon and the caterer's manual"
            })
    void whatIsDeniedOrSceneryIsNotThere(String text) {
        assertThat(Subjects.in(text)).isEmpty();
    }

    @Test
    void aDenialReachesTwoWordsFar() {
        assertThat(Subjects.in("Not only did it rain: a dog came")).contains("dog");
    }

    @Test
    void theDetectorsOwnWordsAreKnown() {
        assertThat(Things.NAMES.stream()
                        .map(Things::nameOf)
                        .filter(Things::isTold)
                        .distinct())
                .allSatisfy(name -> assertThat(Subjects.in(name)).isNotEmpty());
    }
}
