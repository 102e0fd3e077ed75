package dev.nightjar.telegram;

import dev.nightjar.identity.AccountTables;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TelegramTables {

    /** The chats of an account's people, and links by which more would come. */
    @Bean
    AccountTables telegramTablesOfAccounts() {
        return new AccountTables(List.of("telegram_chats", "telegram_links"));
    }
}
