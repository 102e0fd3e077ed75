package dev.nightjar.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.TestCallers;
import dev.nightjar.TestClock;
import dev.nightjar.devices.Pairing;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.SessionId;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

/** The longest plan keeps events for 60 days, so sessions are kept for 150. */
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@AutoConfigureMockMvc
@Import({TestCallers.class, TestClock.class})
class SessionRetentionTest {

    private static final Duration KEPT = Duration.ofDays(150);

    @Autowired
    private SessionRetention retention;

    @Autowired
    private Sessions sessions;

    @Autowired
    private Gaps gaps;

    @Autowired
    private Pairing pairing;

    @Autowired
    private JdbcClient jdbc;

    private final Instant now = Instant.now();
    private AccountId account;
    private DeviceId device;
    private SessionId session;

    @BeforeEach
    void aSessionWithAGap() {
        account = TestCallers.newAccount();
        device = pairing.pair(pairing.code(account, "Kitchen").code()).device().id();
        session = new SessionId(TestCallers.newId());
        sessions.start(account, device, session, now);
        gaps.put(account, device, session, TestCallers.newId(), now, null, "hidden");
    }

    @Test
    void aSessionOfWhichNothingWasHeardForLongGoesWithItsGaps() {
        heard(KEPT.plusSeconds(1), null);

        retention.deleteAt(now);

        assertThat(rows("sessions", "id")).isZero();
        assertThat(rows("session_gaps", "session")).isZero();
    }

    @Test
    void aSessionToWhichLateEventsMayBelongStays() {
        heard(KEPT, null);

        retention.deleteAt(now);

        assertThat(rows("sessions", "id")).isEqualTo(1);
    }

    @Test
    void aCameraThatWatchesForAYearKeepsItsSession() {
        heard(Duration.ofDays(400), Duration.ofMinutes(1));

        retention.deleteAt(now);

        assertThat(rows("sessions", "id")).isEqualTo(1);
        assertThat(rows("session_gaps", "session")).isEqualTo(1);
    }

    private void heard(Duration firstAgo, @Nullable Duration lastAgo) {
        jdbc.sql("update sessions set created_at = :first, heard_at = cast(:last as timestamptz) where id = :id")
                .param("first", Timestamp.from(now.minus(firstAgo)))
                .param("last", lastAgo == null ? null : Timestamp.from(now.minus(lastAgo)))
                .param("id", session.value())
                .update();
    }

    private int rows(String table, String column) {
        return jdbc.sql("select count(*) from %s where %s = ?".formatted(table, column))
                .param(session.value())
                .query(Integer.class)
                .single();
    }
}
