package dev.nightjar.alerts;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.PersonId;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code alert_people}. Its rows go with the membership, and everything that a person has here with them. */
@Repository
class AlertPeople {

    private final JdbcClient jdbc;

    AlertPeople(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether this call was the first of this person; never for who does not belong to the account. */
    boolean add(AccountId account, PersonId person, Instant now) {
        return jdbc.sql("""
                                insert into alert_people (account, person, made_at)
                                select account, person, :now from memberships
                                where account = :account and person = :person
                                on conflict do nothing
                                """)
                        .param("account", account.value())
                        .param("person", person.value())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** Lets nobody else decide for the person until the transaction ends; false when the person is not known here. */
    boolean lock(AccountId account, PersonId person) {
        return jdbc.sql("select 1 from alert_people where account = ? and person = ? for update")
                .params(account.value(), person.value())
                .query(Integer.class)
                .optional()
                .isPresent();
    }
}
