package dev.nightjar.devices;

import dev.nightjar.identity.AccountTables;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeviceTables {

    /** The devices of an account, their settings and troubles, and codes by which more would come. */
    @Bean
    AccountTables deviceTablesOfAccounts() {
        return new AccountTables(List.of("device_troubles", "devices", "pairing_codes", "wanted_clips"));
    }
}
