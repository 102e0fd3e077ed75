package dev.nightjar.notifications;

import dev.nightjar.identity.AccountTables;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ChangeTables {

    /** What changed in an account, and how often. */
    @Bean
    AccountTables changeTablesOfAccounts() {
        return new AccountTables(List.of("changes", "change_counters"));
    }
}
