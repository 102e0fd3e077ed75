package dev.nightjar.accounts;

import dev.nightjar.identity.AccountDeleted;
import dev.nightjar.identity.MembershipEnded;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.jobs.Jobs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Deletes an account with all that any module keeps of it, in the caller's transaction; files follow by a job. */
@Component
class AccountRemoval {

    private static final Logger log = LoggerFactory.getLogger(AccountRemoval.class);

    /** By then every leave of phones to upload has run out, and no request that was under way goes on. */
    static final Duration LATE = Duration.ofHours(1);

    private final PersonRows persons;
    private final MemberRows members;
    private final Jobs jobs;
    private final LateRemovalJob late;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    AccountRemoval(
            PersonRows persons,
            MemberRows members,
            Jobs jobs,
            LateRemovalJob late,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.persons = persons;
        this.members = members;
        this.jobs = jobs;
        this.late = late;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void remove(AccountId account) {
        Instant now = clock.instant();
        for (Member member : members.members(account)) {
            members.leave(account, member.id(), now);
            publisher.publishEvent(new MembershipEnded(account, member.id()));
        }
        publisher.publishEvent(new AccountDeleted(account));
        persons.delete(account);
        jobs.scheduleAt(late, account.toString(), new LateRemovalJob.Removed(account), now.plus(LATE));
        log.atInfo().addKeyValue("account", account).log("Account deleted");
    }
}
