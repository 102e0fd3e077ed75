package dev.nightjar.accounts;

import dev.nightjar.identity.MembershipEnded;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.SignIns;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.PersonId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Deletes people, and the accounts that nobody else owns. */
@Component
class Deletion {

    private static final Logger log = LoggerFactory.getLogger(Deletion.class);

    private final PersonRows persons;
    private final MemberRows members;
    private final SignIns signIns;
    private final AccountRemoval accounts;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Deletion(
            PersonRows persons,
            MemberRows members,
            SignIns signIns,
            AccountRemoval accounts,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.persons = persons;
        this.members = members;
        this.signIns = signIns;
        this.accounts = accounts;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** What {@link #delete} would do. */
    @Transactional(readOnly = true)
    DeletionOutlook outlook(PersonId person) {
        List<DeletionOutlook.Going> deleted = new ArrayList<>();
        List<Belonging> left = new ArrayList<>();
        for (Belonging account : members.accounts(person)) {
            if (isOnlyOwner(account)) {
                deleted.add(new DeletionOutlook.Going(account, members.count(account.id()) - 1));
            } else {
                left.add(account);
            }
        }
        return new DeletionOutlook(deleted, left);
    }

    /** Deletes the person, with each account of which it is the only owner. */
    @Transactional
    void delete(PersonId person) {
        if (!persons.lock(person)) {
            return;
        }
        members.accounts(person).stream()
                .sorted(Comparator.comparing(account -> account.id().value()))
                .forEach(account -> leave(account, person));
        signIns.endAll(person);
        persons.delete(person);
        log.atInfo().addKeyValue("person", person).log("Person deleted");
    }

    private void leave(Belonging before, PersonId person) {
        AccountId id = before.id();
        members.lock(id);
        Role role = members.role(id, person).orElse(before.role());
        if (isOnlyOwner(new Belonging(id, before.name(), role))) {
            accounts.remove(id);
            return;
        }
        members.leave(id, person, clock.instant());
        publisher.publishEvent(new MembershipEnded(id, person));
    }

    private boolean isOnlyOwner(Belonging account) {
        return account.role() == Role.OWNER && members.owners(account.id()) == 1;
    }
}
