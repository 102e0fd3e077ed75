package dev.nightjar.notifications;

import dev.nightjar.identity.AccountDeleted;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Forgets what changed in deleted accounts, and how often. */
@Component
class DeletedAccountChanges {

    private static final List<String> TABLES = List.of("changes", "change_counters");

    private final JdbcClient jdbc;

    DeletedAccountChanges(JdbcClient jdbc) {
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
