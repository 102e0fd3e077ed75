package dev.nightjar.plans;

import dev.nightjar.identity.AccountTables;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PlanTables {

    /** Which plan an account has, and what it used. */
    @Bean
    AccountTables planTablesOfAccounts() {
        return new AccountTables(
                List.of("hourly_uses", "account_plans", "credit_ledger", "credit_months", "credit_days"));
    }
}
