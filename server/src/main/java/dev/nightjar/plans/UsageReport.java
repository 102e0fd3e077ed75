package dev.nightjar.plans;

import dev.nightjar.identity.ids.AccountId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Says what accounts have used of their plans. */
@Service
public class UsageReport {

    private final PlanCatalogue catalogue;
    private final AccountPlans accounts;
    private final UsageRows rows;
    private final Clock clock;

    UsageReport(PlanCatalogue catalogue, AccountPlans accounts, UsageRows rows, Clock clock) {
        this.catalogue = catalogue;
        this.accounts = accounts;
        this.rows = rows;
        this.clock = clock;
    }

    /** The present month of the account. Its figures agree: they are read as of one moment. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Usage of(AccountId account) {
        AccountPlan stored = accounts.of(account);
        Plan plan = catalogue.orStandard(stored.plan());
        CreditMonth month = CreditMonth.at(Instant.ofEpochMilli(clock.millis()), stored.zone());
        LocalDate first = month.firstDay();
        LocalDate next = month.firstDayOfNext();
        CreditRows.Sum sum = rows.month(account, first);
        ZoneId zone = stored.timeZone();
        return new Usage(
                YearMonth.from(first).toString(),
                zone == null ? null : zone.getId(),
                month.beginsAt(),
                month.endsAt(),
                month.day(),
                plan,
                sum.used() * Credit.SECONDS,
                sum.reserved() * Credit.SECONDS,
                left(plan, sum),
                rows.cameras(account, first, next),
                rows.days(account, first, next),
                catalogue.after(plan).orElse(null));
    }

    /** Never less than nothing: clips may turn out longer than their phones said, and a plan may have become smaller. */
    private static @Nullable Integer left(Plan plan, CreditRows.Sum sum) {
        Integer monthlySeconds = plan.limits().monthlySeconds();
        if (monthlySeconds == null) {
            return null;
        }
        int credits = monthlySeconds / Credit.SECONDS;
        return Math.max(0, credits - sum.used() - sum.reserved()) * Credit.SECONDS;
    }
}
