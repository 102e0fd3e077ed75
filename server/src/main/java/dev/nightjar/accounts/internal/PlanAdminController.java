package dev.nightjar.accounts.internal;

import dev.nightjar.accounts.Account;
import dev.nightjar.accounts.AccountSearch;
import dev.nightjar.identity.Operator;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.plans.Plan;
import dev.nightjar.plans.Plans;
import dev.nightjar.plans.Usage;
import dev.nightjar.plans.UsageReport;
import dev.nightjar.problem.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The operator sees which plan an account has and what it used of it, and gives it another. */
@RestController
@RequestMapping("/api/v1/admin")
class PlanAdminController {

    private final AccountSearch accounts;
    private final Plans plans;
    private final UsageReport usage;

    PlanAdminController(AccountSearch accounts, Plans plans, UsageReport usage) {
        this.accounts = accounts;
        this.plans = plans;
        this.usage = usage;
    }

    @GetMapping("/plans")
    List<Plan> offeredPlans(Operator operator) {
        return plans.offered();
    }

    @GetMapping("/accounts")
    List<AccountUsage> accounts(Operator operator, @RequestParam @NotBlank @Size(max = 320) String of) {
        return accounts.find(of).stream().map(this::usage).toList();
    }

    @PutMapping("/accounts/{id}/plan")
    AccountUsage changePlan(Operator operator, @PathVariable AccountId id, @Valid @RequestBody NewPlan body) {
        Account account = accounts.find(id.toString()).stream()
                .findFirst()
                .orElseThrow(() -> Problem.NOT_FOUND.because("There is no account %s.", id));
        plans.change(id, body.plan());
        return usage(account);
    }

    private AccountUsage usage(Account account) {
        return new AccountUsage(account, usage.of(account.id()));
    }

    /** An account, and what it used of its plan this month. */
    record AccountUsage(Account account, Usage usage) {}

    /** @param plan the name of one that is offered */
    record NewPlan(@NotBlank @Size(max = 60) String plan) {}
}
