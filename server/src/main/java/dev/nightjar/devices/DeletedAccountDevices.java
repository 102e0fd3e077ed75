package dev.nightjar.devices;

import dev.nightjar.identity.AccountDeleted;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Forgets the devices of deleted accounts, their settings, and codes by which more would come. */
@Component
class DeletedAccountDevices {

    private static final List<String> TABLES = List.of("devices", "pairing_codes", "wanted_clips");

    private final JdbcClient jdbc;

    DeletedAccountDevices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void accountDeleted(AccountDeleted deleted) {
        for (String table : TABLES) {
            jdbc.sql("delete from %s where account = ?".formatted(table))
                    .param(deleted.account().value())
                    .update();
        }
    }
}
