package dev.nightjar.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.devices.Presence.Seen;
import dev.nightjar.devices.Signs.Sign;
import dev.nightjar.devices.Trouble.Area;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SignsTest {

    private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");

    @Test
    void aCameraThatWatchesAndSaysNoMoreIsInNoTrouble() {
        assertThat(signs("watching", null, null)).isEmpty();
        assertThat(signs("watching", null, "{\"hidden\":false,\"muted\":false,\"batteryLevel\":0.5,\"queueLength\":3}"))
                .isEmpty();
    }

    @Test
    void itDoesNotSeeByItsWordAndWhenItGivesNoPictureAndMaySoonNotWhenItIsHidden() {
        assertThat(signs("blind", "frozen", null)).containsEntry(Area.SIGHT, new Sign(Trouble.Kind.BLIND, "frozen"));
        assertThat(signs("blind", "hidden", "{\"hidden\":true}"))
                .containsEntry(Area.SIGHT, new Sign(Trouble.Kind.BLIND, "hidden"));
        assertThat(signs("watching", null, "{\"hidden\":true}"))
                .containsEntry(Area.SIGHT, new Sign(Trouble.Kind.BLIND, "background"));
        assertThat(signs("watching", null, "{\"muted\":true}"))
                .containsEntry(Area.SIGHT, new Sign(Trouble.Kind.BLIND, "muted"));
    }

    @Test
    void whoStoppedItKnowsThatItDoesNotSee() {
        assertThat(signs("stopped", null, "{\"hidden\":true,\"batteryLevel\":0.02,\"queueLength\":90}"))
                .isEmpty();
    }

    @Test
    void aBatteryIsEmptyAtATenthAndCountsAsChargedAtAFifth() {
        Sign empty = new Sign(Trouble.Kind.BATTERY, null);
        assertThat(signs("watching", null, "{\"batteryLevel\":0.1}")).containsEntry(Area.BATTERY, empty);
        assertThat(signs("watching", null, "{\"batteryLevel\":0.1,\"charging\":true}"))
                .isEmpty();
        assertThat(signs("watching", null, "{\"batteryLevel\":0.11}")).isEmpty();
        assertThat(signs("watching", null, "{\"batteryLevel\":0.19}", Area.BATTERY))
                .containsEntry(Area.BATTERY, empty);
        assertThat(signs("watching", null, "{\"batteryLevel\":0.2}", Area.BATTERY))
                .isEmpty();
    }

    @Test
    void moreThanTwentyEventsThatWaitAreTroubleUntilFiveAreLeft() {
        Sign stuck = new Sign(Trouble.Kind.QUEUE, null);
        assertThat(signs("watching", null, "{\"queueLength\":20}")).isEmpty();
        assertThat(signs("watching", null, "{\"queueLength\":21}")).containsEntry(Area.QUEUE, stuck);
        assertThat(signs("watching", null, "{\"queueLength\":6}", Area.QUEUE)).containsEntry(Area.QUEUE, stuck);
        assertThat(signs("watching", null, "{\"queueLength\":5}", Area.QUEUE)).isEmpty();
    }

    private static Map<Area, Sign> signs(String state, @Nullable String reason, @Nullable String health, Area... open) {
        Seen word = new Seen(
                new DeviceId(new UUID(1, 1)),
                new AccountId(new UUID(1, 2)),
                AT,
                state,
                reason,
                null,
                health == null ? null : JsonMapper.shared().readValue(health, Health.class));
        return Signs.of(word, Set.of(open));
    }
}
