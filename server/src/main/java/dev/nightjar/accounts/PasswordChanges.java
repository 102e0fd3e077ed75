package dev.nightjar.accounts;

import dev.nightjar.identity.Caller;
import dev.nightjar.identity.SignIns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Changes the password of a person who knows the old one; the person's other sign-ins end. */
@Service
public class PasswordChanges {

    private static final Logger log = LoggerFactory.getLogger(PasswordChanges.class);

    private final PasswordCheck check;
    private final PersonRows rows;
    private final SignIns signIns;
    private final TransactionOperations transactions;

    PasswordChanges(PasswordCheck check, PersonRows rows, SignIns signIns, TransactionOperations transactions) {
        this.check = check;
        this.rows = rows;
        this.signIns = signIns;
        this.transactions = transactions;
    }

    /**
     * Throws {@code WRONG_PASSWORD} or {@code TOO_MANY_TRIES}.
     *
     * @param address the network address that asks
     */
    public void change(Caller.Person caller, NewPassword passwords, String address) {
        Person person = check.signedIn(caller, passwords.present(), address);
        // hashed before the transaction begins: it is slow on purpose
        String hash = check.hash(passwords.password());
        transactions.executeWithoutResult(status -> {
            rows.setPassword(person.id(), hash);
            signIns.endOthers(person.id(), caller.signIn());
        });
        log.atInfo().addKeyValue("person", person.id()).log("Password changed");
    }
}
