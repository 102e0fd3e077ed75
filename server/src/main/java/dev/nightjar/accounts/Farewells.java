package dev.nightjar.accounts;

import dev.nightjar.identity.Caller;
import org.springframework.stereotype.Service;

/** How a person deletes everything, after being told what goes and asked for the password once more. */
@Service
public class Farewells {

    private final PasswordCheck check;
    private final Deletion deletion;

    Farewells(PasswordCheck check, Deletion deletion) {
        this.check = check;
        this.deletion = deletion;
    }

    /** What goes, and what stays without the person. */
    public DeletionOutlook outlook(Caller.Person caller) {
        return deletion.outlook(caller.person());
    }

    /**
     * Deletes the person at once and for good, with each account of which it is the only owner. Throws {@code
     * WRONG_PASSWORD} or {@code TOO_MANY_TRIES}.
     *
     * @param address the network address that asks
     */
    public void delete(Caller.Person caller, String password, String address) {
        deletion.delete(check.signedIn(caller, password, address).id());
    }
}
