package dev.nightjar.alerts;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.AlertId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code alert_deliveries}. Written only by who decides for the person. */
@Repository
class DeliveryRows {

    private final JdbcClient jdbc;

    DeliveryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Wants the alert at an address as it is.
     *
     * @return the job that brings it, if there is something to bring; nothing for an address that is gone
     */
    Optional<DeliveryDue> want(StoredAlert alert, UUID address, ChannelKind channel) {
        return jdbc.sql("""
                        insert into alert_deliveries as d (account, alert, address, channel, wanted, queued, run)
                        values (:account, :alert, :address, :channel, :version, true, 1)
                        on conflict (account, alert, address) do update
                        set wanted = greatest(d.wanted, excluded.wanted), queued = true,
                            run = d.run + case when d.queued then 0 else 1 end
                        where d.ended is distinct from 'gone'
                          and (d.queued or d.wanted < excluded.wanted
                               or d.delivered = 0 and d.ended is null)
                        returning run
                        """)
                .param("account", alert.account().value())
                .param("alert", alert.id().value())
                .param("address", address)
                .param("channel", AlertRowMapper.text(channel))
                .param("version", alert.version())
                .query((row, number) -> new DeliveryDue(alert.account(), alert.id(), address, row.getLong("run")))
                .optional();
    }

    Optional<StoredDelivery> find(DeliveryDue due) {
        return jdbc.sql("select * from alert_deliveries where account = ? and alert = ? and address = ?")
                .params(due.account().value(), due.alert().value(), due.address())
                .query((row, number) -> delivery(row))
                .optional();
    }

    /** Those of an alert that have begun: something arrived, or is on its way. */
    List<StoredDelivery> begun(AccountId account, AlertId alert) {
        return jdbc.sql("""
                        select * from alert_deliveries where account = ? and alert = ? and (delivered > 0 or queued)
                        """)
                .params(account.value(), alert.value())
                .query((row, number) -> delivery(row))
                .list();
    }

    /** A version arrived; whether a later one is wanted by now. */
    boolean arrived(DeliveryDue due, long version, boolean firstLook, String reference, Instant now) {
        return jdbc.sql("""
                        update alert_deliveries set delivered = :version, reference = :reference, tries = 0, ended = null,
                            first_look = case when first_at is null then :firstLook else first_look end,
                            first_at = coalesce(first_at, :now), queued = wanted > :version
                        where account = :account and alert = :alert and address = :address
                        returning queued
                        """)
                .param("account", due.account().value())
                .param("alert", due.alert().value())
                .param("address", due.address())
                .param("version", version)
                .param("reference", reference)
                .param("firstLook", firstLook)
                .param("now", Timestamp.from(now))
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** It is tried again by another job; nothing when the delivery is gone. */
    Optional<DeliveryDue> again(DeliveryDue due) {
        return jdbc.sql("""
                        update alert_deliveries set run = run + 1, tries = tries + 1
                        where account = ? and alert = ? and address = ? and run = ? returning run
                        """)
                .params(due.account().value(), due.alert().value(), due.address(), due.run())
                .query((row, number) -> new DeliveryDue(due.account(), due.alert(), due.address(), row.getLong("run")))
                .optional();
    }

    /**
     * No job cares for it any more.
     *
     * @param why {@code gone}, {@code refused} or {@code failed}; null when there is nothing to do
     */
    void end(DeliveryDue due, @Nullable String why) {
        jdbc.sql("""
                        update alert_deliveries set queued = false, ended = coalesce(:why, ended)
                        where account = :account and alert = :alert and address = :address and run = :run
                        """)
                .param("account", due.account().value())
                .param("alert", due.alert().value())
                .param("address", due.address())
                .param("run", due.run())
                .param("why", why)
                .update();
    }

    private static StoredDelivery delivery(ResultSet row) throws SQLException {
        Timestamp firstAt = row.getTimestamp("first_at");
        return new StoredDelivery(
                new DeliveryDue(
                        new AccountId(row.getObject("account", UUID.class)),
                        new AlertId(row.getObject("alert", UUID.class)),
                        row.getObject("address", UUID.class),
                        row.getLong("run")),
                ChannelKind.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
                row.getLong("wanted"),
                row.getLong("delivered"),
                row.getBoolean("first_look"),
                firstAt == null ? null : firstAt.toInstant(),
                row.getString("reference"),
                row.getBoolean("queued"),
                row.getInt("tries"));
    }
}
