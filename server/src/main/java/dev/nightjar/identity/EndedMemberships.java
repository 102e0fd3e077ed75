package dev.nightjar.identity;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends what people and phones sign in with when they, or their account, are gone. */
@Component
class EndedMemberships {

    private final SignIns signIns;
    private final JdbcClient jdbc;

    EndedMemberships(SignIns signIns, JdbcClient jdbc) {
        this.signIns = signIns;
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void membershipEnded(MembershipEnded ended) {
        signIns.endAll(ended.person(), ended.account());
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void accountDeleted(AccountDeleted deleted) {
        signIns.endAll(deleted.account());
        jdbc.sql("delete from device_tokens where account = ?")
                .param(deleted.account().value())
                .update();
    }
}
