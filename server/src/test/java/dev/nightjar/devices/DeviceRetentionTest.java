package dev.nightjar.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.Paired;
import dev.nightjar.TestClock;
import dev.nightjar.identity.DeviceTokens;
import dev.nightjar.identity.ids.AccountId;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

/** The longest plan keeps events for 60 days, so removed cameras are remembered for 150. */
@ApplicationModuleTest(mode = BootstrapMode.DIRECT_DEPENDENCIES)
@AutoConfigureMockMvc
@Import({TestCallers.class, TestClock.class, DeviceTesting.class})
class DeviceRetentionTest {

    private static final Duration REMEMBERED = Duration.ofDays(150);

    @Autowired
    private DeviceRetention retention;

    @Autowired
    private Devices devices;

    @Autowired
    private DeviceTokens tokens;

    @Autowired
    private DeviceTesting testing;

    @Autowired
    private JdbcClient jdbc;

    private final Instant now = Instant.now();
    private AccountId account;
    private Paired phone;

    @BeforeEach
    void aRemovedCamera() {
        account = TestCallers.newAccount();
        phone = testing.newPhone(account, "Kitchen");
        devices.revoke(account, phone.device());
    }

    @Test
    void aCameraThatWasRemovedLongAgoIsForgottenWithItsToken() {
        removed(REMEMBERED.plusSeconds(1));

        retention.deleteAt(now);

        assertThat(devices.list(account).items()).isEmpty();
        assertThat(tokens.find(phone.token())).isEmpty();
    }

    @Test
    void aPhoneIsToldForLongThatItWasRemoved() {
        removed(REMEMBERED);

        retention.deleteAt(now);

        assertThat(devices.list(account).items()).hasSize(1);
        assertThat(tokens.find(phone.token()))
                .get()
                .extracting(DeviceTokens.Bearer::revoked)
                .isEqualTo(true);
    }

    @Test
    void aPairedCameraIsNeverForgotten() {
        Paired paired = testing.newPhone(account, "Hall");
        jdbc.sql("update devices set paired_at = ? where id = ?")
                .params(
                        Timestamp.from(now.minus(REMEMBERED).minus(REMEMBERED)),
                        paired.device().value())
                .update();

        retention.deleteAt(now);

        assertThat(tokens.find(paired.token())).isPresent();
    }

    private void removed(Duration ago) {
        jdbc.sql("update devices set revoked_at = ? where id = ?")
                .params(Timestamp.from(now.minus(ago)), phone.device().value())
                .update();
    }
}
