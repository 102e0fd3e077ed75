package dev.nightjar.telegram.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.TestCallers;
import dev.nightjar.alerts.AlertMessage;
import dev.nightjar.identity.ids.AlertId;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void theTitleStandsOutInTheUnitsInWhichTelegramCounts() {
        Words words = words("Hall 🦉", "Person seen.");

        assertThat(words.text()).isEqualTo("Hall 🦉\nPerson seen.");
        assertThat(words.entities())
                .singleElement()
                .satisfies(title -> assertThat(title.length()).isEqualTo(7));
    }

    @Test
    void withoutATitleThereIsTheTextAlone() {
        Words words = words(" ", "Person seen.");

        assertThat(words.text()).isEqualTo("Person seen.");
        assertThat(words.entities()).isEmpty();
    }

    @Test
    void whatIsTooLongForACaptionIsCutAndNoCharacterIsTorn() {
        Words words = words("🦉".repeat(200), "🦉".repeat(2000));

        assertThat(words.text().codePointCount(0, words.text().length())).isLessThan(1024);
        assertThat(words.text()).endsWith("🦉…");
    }

    private static Words words(String title, String text) {
        return Words.of(new AlertMessage(
                new AlertId(TestCallers.newId()),
                TestCallers.newAccount(),
                1,
                title,
                text,
                Instant.EPOCH,
                "/",
                null,
                null,
                Set.of(),
                true));
    }
}
