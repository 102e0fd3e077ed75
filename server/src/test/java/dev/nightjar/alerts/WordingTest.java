package dev.nightjar.alerts;

import static dev.nightjar.alerts.AlertTesting.findings;
import static dev.nightjar.alerts.AlertTesting.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.alerts.Happening.Stage;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.identity.ids.SessionId;
import dev.nightjar.inference.Findings;
import dev.nightjar.inference.PreviewLabel;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WordingTest {

    private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void theFirstLookNamesWhatItShowsAndWhere() {
        assertThat(text(Stage.FIRST_LOOK, false, null, seen("person"))).isEqualTo("Person at Front door.");
        assertThat(text(Stage.FIRST_LOOK, false, null, new PreviewLabel("person", 0.9, 2), seen("dog")))
                .isEqualTo("Two people and a dog at Front door.");
        assertThat(text(Stage.FIRST_LOOK, false, null, new PreviewLabel("person", 0.35, 1)))
                .isEqualTo("Perhaps a person at Front door.");
        assertThat(text(Stage.FIRST_LOOK, true, null)).isEqualTo("A loud sound at Front door.");
    }

    @Test
    void theSentenceOfTheClipTakesItsPlace() {
        assertThat(text(Stage.LOOKED, false, findings("A woman came in and left.", 0, "person"), seen("person")))
                .isEqualTo("A woman came in and left.");
    }

    @Test
    void thatNothingMoreWillBeKnownIsSaid() {
        assertThat(text(Stage.FAILED, false, null, seen("person")))
                .isEqualTo("Person at Front door. The clip could not be looked at.");
        assertThat(text(Stage.NO_CLIP, false, null, seen("person"))).isEqualTo("Person at Front door. No clip came.");
        assertThat(text(Stage.NOT_LOOKED, true, null))
                .isEqualTo("A loud sound at Front door. The clip was not analysed.");
    }

    @Test
    void whatTheFirstMessageSaidIsAddedOnlyWhereTheClipShowsSomethingElse() {
        Findings curtain = findings("That was the curtain.", 0);

        assertThat(Wording.correction(happening(Stage.LOOKED, false, curtain, seen("person"))))
                .isEqualTo("The first message said a person.");
        assertThat(Wording.correction(
                        happening(Stage.LOOKED, false, findings("A man.", 0, "person"), seen("person"), seen("dog"))))
                .isEqualTo("The first message said a person and a dog.");
        assertThat(Wording.correction(
                        happening(Stage.LOOKED, false, findings("A man.", 0, "person", "dog"), seen("person"))))
                .isNull();
        assertThat(Wording.correction(happening(Stage.FAILED, false, null, seen("person"))))
                .isNull();
    }

    @Test
    void whatIsToldLateSaysWhenItWas() {
        assertThat(Wording.told("Person at Front door.", AT, AT.plusSeconds(599), BERLIN))
                .isEqualTo("Person at Front door.");
        assertThat(Wording.told("Person at Front door.", AT, AT.plusSeconds(600), BERLIN))
                .isEqualTo("At 09:00: Person at Front door.");
        assertThat(Wording.told("Person at Front door.", AT, AT.plusSeconds(86_400), BERLIN))
                .isEqualTo("On 1 March at 09:00: Person at Front door.");
    }

    @Test
    void manyEventsAreCountedByCamera() {
        assertThat(SummaryWording.more(Map.of("Front door", 9), AT, BERLIN))
                .isEqualTo("Nine more events at Front door since 09:00.");
        assertThat(SummaryWording.more(Map.of("Front door", 1), AT, BERLIN))
                .isEqualTo("One more event at Front door since 09:00.");
        assertThat(SummaryWording.more(Map.of("Front door", 6, "Hall", 3), AT, BERLIN))
                .isEqualTo("Nine more events since 09:00: six at Front door and three at Hall.");
        assertThat(SummaryWording.more(Map.of(), AT, BERLIN)).isEqualTo("No more events since 09:00.");
        assertThat(SummaryWording.day(Map.of("Front door", 12)))
                .isEqualTo("In the last 24 hours: 12 events at Front door.");
        assertThat(SummaryWording.day(Map.of("A", 5, "B", 4, "C", 3, "D", 2, "E", 1)))
                .isEqualTo("In the last 24 hours: 15 events, five at A, four at B, three at C and three elsewhere.");
    }

    private static String text(Stage stage, boolean heard, @Nullable Findings findings, PreviewLabel... firstLook) {
        return Wording.text(happening(stage, heard, findings, firstLook), "Front door");
    }

    private static Happening happening(
            Stage stage, boolean heard, @Nullable Findings findings, PreviewLabel... firstLook) {
        return new Happening(
                new EventId(new UUID(0, 9)),
                new DeviceId(new UUID(0, 1)),
                new SessionId(new UUID(0, 8)),
                AT,
                AT,
                heard,
                stage,
                Arrays.asList(firstLook),
                findings,
                null,
                false);
    }
}
