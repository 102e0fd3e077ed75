package dev.nightjar.identity;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What paired phones show instead of a sign-in. */
@Service
public class DeviceTokens {

    private static final String PREFIX = "njd_";

    private final JdbcClient jdbc;
    private final Clock clock;

    DeviceTokens(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A new token for a phone, shown once: {@code njd_} and 43 characters. */
    @Transactional
    public String issue(DeviceId device, AccountId account) {
        String token = PREFIX + Secrets.random();
        jdbc.sql("insert into device_tokens (token_hash, device, account, created_at) values (?, ?, ?, ?)")
                .params(Secrets.hash(token), device.value(), account.value(), Timestamp.from(clock.instant()))
                .update();
        return token;
    }

    /** Ends all tokens of the phone at once; harmless when repeated. */
    @Transactional
    public void revoke(DeviceId device) {
        jdbc.sql("update device_tokens set revoked_at = ? where device = ? and revoked_at is null")
                .params(Timestamp.from(clock.instant()), device.value())
                .update();
    }

    /** Forgets all tokens of the phones; who shows one is then a stranger. */
    @Transactional
    public void forget(List<DeviceId> devices) {
        jdbc.sql("delete from device_tokens where device = any (?)")
                .param(devices.stream().map(DeviceId::value).toArray(UUID[]::new))
                .update();
    }

    /** Whose token this is, or nothing when it was never given out. */
    public Optional<Bearer> find(String token) {
        if (!token.startsWith(PREFIX)) {
            return Optional.empty();
        }
        return jdbc.sql("select device, account, revoked_at from device_tokens where token_hash = ?")
                .param(Secrets.hash(token))
                .query((row, index) -> new Bearer(
                        new Caller.Device(
                                new DeviceId(row.getObject("device", UUID.class)),
                                new AccountId(row.getObject("account", UUID.class))),
                        row.getTimestamp("revoked_at") != null))
                .optional();
    }

    /**
     * The phone behind a token.
     *
     * @param revoked the token was ended: the phone is told so, and may do nothing
     */
    public record Bearer(Caller.Device caller, boolean revoked) {}
}
