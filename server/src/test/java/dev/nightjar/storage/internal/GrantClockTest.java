package dev.nightjar.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.GrantRefused;
import dev.nightjar.storage.internal.Grant.Action;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What the folder's grants are worth when the machine's clock jumps. */
class GrantClockTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration LONGEST = Duration.ofHours(2);

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final GrantSigner signer = new GrantSigner(new SecretKeySpec(new byte[32], "HmacSHA256"), LONGEST, clock);
    private final BlobKey key = new BlobKey("clips/one");

    @Test
    void aGrantIsGoodUntilItsEndAndNoLonger() throws Exception {
        String token = grant(LONGEST);
        now.set(START.plus(LONGEST).minusSeconds(1));
        assertThat(verify(token).key()).isEqualTo(key);

        now.set(START.plus(LONGEST));
        assertRefused(token);
    }

    @Test
    void aJumpForwardEndsAGrant() {
        String token = grant(Duration.ofMinutes(15));
        now.set(START.plus(Duration.ofDays(1)));

        assertRefused(token);
    }

    @Test
    void aClockThatIsCorrectedByMinutesLeavesGrantsAsTheyAre() throws Exception {
        String token = grant(LONGEST);
        now.set(START.minus(Duration.ofMinutes(5)));

        assertThat(verify(token).key()).isEqualTo(key);
    }

    @Test
    void whatRanOutHoursAgoStaysSoWhenTheClockIsSetBackByADay() {
        String token = grant(Duration.ofMinutes(15));
        now.set(START.plus(Duration.ofHours(3)).minus(Duration.ofDays(1)));

        assertRefused(token);
    }

    @Test
    void aGrantThatWasMadeWhileTheClockWasADayAheadIsNotGoodForADay() {
        now.set(START.plus(Duration.ofDays(1)));
        String token = grant(Duration.ofMinutes(15));
        now.set(START);

        assertRefused(token);
    }

    @Test
    void aGrantThatIsGoodAgainAfterAJumpBackIsSoForNoLongerThanTheLongest() throws Exception {
        String token = grant(Duration.ofMinutes(15));
        now.set(START.minus(Duration.ofHours(1)));
        assertThat(verify(token).key()).isEqualTo(key);

        now.set(START.minus(Duration.ofHours(1)).plus(LONGEST));
        assertRefused(token);
    }

    private String grant(Duration lifetime) {
        return signer.sign(
                new Grant(Action.CREATE, key, "video/mp4", 10, clock.instant().plus(lifetime)));
    }

    private Grant verify(String token) throws GrantRefused {
        return signer.verify(token, Action.CREATE, key.value());
    }

    private void assertRefused(String token) {
        assertThatThrownBy(() -> verify(token)).isInstanceOf(GrantRefused.class);
    }
}
