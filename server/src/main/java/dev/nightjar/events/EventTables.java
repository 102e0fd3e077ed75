package dev.nightjar.events;

import dev.nightjar.identity.AccountTables;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EventTables {

    /** The events of an account; reasons, labels and who looked at them go with their events. */
    @Bean
    AccountTables eventTablesOfAccounts() {
        return new AccountTables(List.of("events", "deleted_events", "timeline_looks"));
    }
}
