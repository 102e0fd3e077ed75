package dev.nightjar.notifications;

import dev.nightjar.identity.SignInsEnded;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Has all nodes close the connections of sign-ins that have ended, once the transaction that ends them has committed. */
@Component
class EndedSignIns {

    private final ChangeRows rows;

    EndedSignIns(ChangeRows rows) {
        this.rows = rows;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void signInsEnded(SignInsEnded ended) {
        rows.announce(ChangeFeed.signInsEnded(ended.account()));
    }
}
