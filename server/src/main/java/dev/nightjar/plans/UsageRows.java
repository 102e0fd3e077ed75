package dev.nightjar.plans;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the sums of the credit ledger: at most one row for each camera and day of a month. */
@Repository
class UsageRows {

    private final JdbcClient jdbc;

    UsageRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The sum of a month; nothing when there were no credits in it. */
    CreditRows.Sum month(AccountId account, LocalDate firstDay) {
        return jdbc.sql("select reserved, used from credit_months where account = :account and month = :month")
                .param("account", account.value())
                .param("month", firstDay)
                .query((row, number) -> new CreditRows.Sum(row.getInt("reserved"), row.getInt("used")))
                .optional()
                .orElse(new CreditRows.Sum(0, 0));
    }

    /** In the order of their days, between the first and before the last. */
    List<Usage.DayUsage> days(AccountId account, LocalDate from, LocalDate to) {
        return jdbc.sql("""
                        select day, sum(credits) as credits, sum(events) as events from credit_days
                        where account = :account and day >= :from and day < :to
                        group by day order by day
                        """)
                .param("account", account.value())
                .param("from", from)
                .param("to", to)
                .query((row, number) -> new Usage.DayUsage(
                        row.getObject("day", LocalDate.class),
                        row.getInt("credits") * Credit.SECONDS,
                        row.getInt("events")))
                .list();
    }

    /** The most first. */
    List<Usage.CameraUsage> cameras(AccountId account, LocalDate from, LocalDate to) {
        return jdbc.sql("""
                        select device, sum(credits) as credits, sum(events) as events from credit_days
                        where account = :account and day >= :from and day < :to
                        group by device order by sum(credits) desc, device
                        """)
                .param("account", account.value())
                .param("from", from)
                .param("to", to)
                .query((row, number) -> new Usage.CameraUsage(
                        new DeviceId(row.getObject("device", UUID.class)),
                        row.getInt("credits") * Credit.SECONDS,
                        row.getInt("events")))
                .list();
    }
}
