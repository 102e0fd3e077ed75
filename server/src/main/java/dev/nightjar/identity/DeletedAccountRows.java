package dev.nightjar.identity;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Deletes what the modules keep of an account, in the transaction in which it goes. */
@Component
class DeletedAccountRows {

    private final JdbcClient jdbc;
    private final List<AccountTables> modules;

    DeletedAccountRows(JdbcClient jdbc, ObjectProvider<AccountTables> modules) {
        this.jdbc = jdbc;
        this.modules = modules.stream().toList();
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void accountDeleted(AccountDeleted deleted) {
        for (AccountTables module : modules) {
            module.names()
                    .forEach(table -> jdbc.sql("delete from %s where account = ?".formatted(table))
                            .param(deleted.account().value())
                            .update());
        }
    }
}
