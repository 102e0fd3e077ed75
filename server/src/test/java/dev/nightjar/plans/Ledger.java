package dev.nightjar.plans;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.nightjar.TestCallers;
import dev.nightjar.TestDatabase;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The credits of one new account, on the real tables, with small plans and a clock that a test sets. */
final class Ledger {

    static final String SMALL = "small";
    static final String LARGE = "large";
    static final String UNLIMITED = "home";

    final AccountId account = TestCallers.newAccount();

    private final AtomicLong time;
    private final AccountPlans accounts;
    private final Credits credits;
    private final UsageReport usage;
    private final Plans plans;

    Ledger(String plan, ZoneId zone, Instant start) {
        time = new AtomicLong(start.toEpochMilli());
        Clock clock = new SetClock();
        PlanCatalogue catalogue = new PlanCatalogue(settings());
        accounts = new AccountPlans(Database.JDBC, clock);
        plans = new Plans(catalogue, accounts, new HourlyRows(Database.JDBC), clock);
        credits = new Credits(
                plans, new CreditRows(Database.JDBC), new CreditMetrics(event -> {}, new SimpleMeterRegistry()), clock);
        usage = new UsageReport(catalogue, accounts, new UsageRows(Database.JDBC), clock);
        change(plan);
        change(zone);
    }

    /** Credits a month; null when the plan has no limit. */
    static @Nullable Integer limit(String plan) {
        return switch (plan) {
            case SMALL -> 12;
            case LARGE -> 30;
            default -> null;
        };
    }

    Reservation reserve(EventId event, DeviceId device, double seconds) {
        return Database.TRANSACTIONS.execute(status -> credits.reserve(account, event, device, seconds));
    }

    void settle(EventId event, double seconds) {
        Database.TRANSACTIONS.executeWithoutResult(status -> credits.settle(account, event, seconds));
    }

    void release(EventId event) {
        Database.TRANSACTIONS.executeWithoutResult(status -> credits.release(account, event));
    }

    void change(String plan) {
        plans.change(account, plan);
    }

    void change(ZoneId zone) {
        accounts.setTimeZone(account, zone);
    }

    void pass(Duration duration) {
        time.addAndGet(duration.toMillis());
    }

    Instant now() {
        return Instant.ofEpochMilli(time.get());
    }

    Usage usage() {
        return usage.of(account);
    }

    /** One row of the ledger. */
    record Entry(EventId event, int number, String kind, int credits, DeviceId device, LocalDate day) {}

    List<Entry> entries() {
        return Database.JDBC
                .sql("select * from credit_ledger where account = :account order by event, number, closes")
                .param("account", account.value())
                .query((row, number) -> new Entry(
                        new EventId(row.getObject("event", UUID.class)),
                        row.getInt("number"),
                        row.getString("kind"),
                        row.getInt("credits"),
                        new DeviceId(row.getObject("device", UUID.class)),
                        row.getObject("day", LocalDate.class)))
                .list();
    }

    /** The sums by the first days of their months. */
    Map<LocalDate, CreditRows.Sum> months() {
        return Database.JDBC
                .sql("select month, reserved, used from credit_months where account = :account")
                .param("account", account.value())
                .query((row, number) -> new Month(
                        row.getObject("month", LocalDate.class),
                        new CreditRows.Sum(row.getInt("reserved"), row.getInt("used"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Month::firstDay, Month::sum));
    }

    private record Month(LocalDate firstDay, CreditRows.Sum sum) {}

    private static PlansSettings settings() {
        Map<String, PlanLimits> offered =
                Map.of(SMALL, limits(SMALL), LARGE, limits(LARGE), UNLIMITED, limits(UNLIMITED));
        return new PlansSettings(UNLIMITED, offered, Map.of(SMALL, LARGE), Duration.ofDays(400));
    }

    private static PlanLimits limits(String plan) {
        Integer credits = limit(plan);
        return new PlanLimits(credits == null ? null : credits * Credit.SECONDS, 60, null, null, 30, 20, 20);
    }

    private final class SetClock extends Clock {

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(time.get());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** One for all accounts of a run: they do not see each other. */
    private static final class Database {

        private static final HikariDataSource SOURCE = source();
        private static final JdbcClient JDBC = JdbcClient.create(SOURCE);
        private static final TransactionTemplate TRANSACTIONS =
                new TransactionTemplate(new DataSourceTransactionManager(SOURCE));

        private static HikariDataSource source() {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(TestDatabase.create().url());
            config.setUsername("postgres");
            config.setMaximumPoolSize(8);
            HikariDataSource source = new HikariDataSource(config);
            Flyway.configure().dataSource(source).load().migrate();
            return source;
        }
    }
}
