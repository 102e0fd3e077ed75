package dev.nightjar.plans;

import dev.nightjar.identity.AccountDeleted;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Forgets which plans deleted accounts had, and what they used. */
@Component
class DeletedAccountPlans {

    private static final List<String> TABLES =
            List.of("hourly_uses", "account_plans", "credit_ledger", "credit_months", "credit_days");

    private final JdbcClient jdbc;

    DeletedAccountPlans(JdbcClient jdbc) {
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
