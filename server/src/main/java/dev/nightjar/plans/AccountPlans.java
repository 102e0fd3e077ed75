package dev.nightjar.plans;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.nightjar.identity.ids.AccountId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table {@code account_plans}, asked several times for every event and therefore remembered for some seconds. What
 * is changed by another node counts here when they are over.
 */
@Repository
class AccountPlans {

    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final int MOST = 20_000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final LoadingCache<AccountId, AccountPlan> remembered;

    AccountPlans(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.remembered = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(REMEMBERED)
                .build(this::read);
    }

    AccountPlan of(AccountId account) {
        return remembered.get(account);
    }

    /** Not within a transaction: what is remembered must be what was committed. */
    void setPlan(AccountId account, String plan) {
        jdbc.sql("""
                        insert into account_plans (account, plan, changed_at) values (:account, :plan, :now)
                        on conflict (account) do update set plan = excluded.plan, changed_at = excluded.changed_at
                        """)
                .param("account", account.value())
                .param("plan", plan)
                .param("now", now())
                .update();
        remembered.invalidate(account);
    }

    /** As for the plan. */
    void setTimeZone(AccountId account, ZoneId zone) {
        jdbc.sql("""
                        insert into account_plans (account, time_zone, changed_at) values (:account, :zone, :now)
                        on conflict (account) do update
                        set time_zone = excluded.time_zone, changed_at = excluded.changed_at
                        """)
                .param("account", account.value())
                .param("zone", zone.getId())
                .param("now", now())
                .update();
        remembered.invalidate(account);
    }

    private AccountPlan read(AccountId account) {
        return jdbc.sql("select plan, time_zone from account_plans where account = :account")
                .param("account", account.value())
                .query((row, number) -> new AccountPlan(row.getString("plan"), zone(row.getString("time_zone"))))
                .optional()
                .orElse(AccountPlan.NONE);
    }

    private static @Nullable ZoneId zone(@Nullable String id) {
        return id == null ? null : ZoneId.of(id);
    }

    private Timestamp now() {
        return Timestamp.from(Instant.ofEpochMilli(clock.millis()));
    }
}
