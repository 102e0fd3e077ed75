package dev.nightjar.alerts;

import dev.nightjar.identity.AccountTables;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AlertTables {

    /** What the people of an account want to be told, and were told. */
    @Bean
    AccountTables alertTablesOfAccounts() {
        return new AccountTables(List.of("alert_deliveries", "alerts", "alert_snoozes", "alert_rules", "alert_people"));
    }
}
