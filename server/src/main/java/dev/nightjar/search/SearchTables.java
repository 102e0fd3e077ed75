package dev.nightjar.search;

import dev.nightjar.identity.AccountTables;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SearchSettings.class)
class SearchTables {

    /** What is searched of an account's events, and the words that these have. */
    @Bean
    AccountTables searchTablesOfAccounts() {
        return new AccountTables(List.of("search_entries", "search_words"));
    }
}
