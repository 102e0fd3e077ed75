package dev.nightjar.sessions;

import dev.nightjar.identity.AccountTables;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SessionTables {

    /** When the cameras of an account watched; gaps go with their sessions. */
    @Bean
    AccountTables sessionTablesOfAccounts() {
        return new AccountTables(List.of("sessions"));
    }
}
