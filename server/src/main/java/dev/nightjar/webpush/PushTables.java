package dev.nightjar.webpush;

import dev.nightjar.identity.AccountTables;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PushTables {

    /** Which browsers show what happens in an account. */
    @Bean
    AccountTables pushTablesOfAccounts() {
        return new AccountTables(List.of("push_subscriptions"));
    }
}
