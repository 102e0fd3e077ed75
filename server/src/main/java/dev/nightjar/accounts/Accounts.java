package dev.nightjar.accounts;

import dev.nightjar.identity.Caller;
import dev.nightjar.problem.Problem;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** People and the accounts that they belong to. */
@Service
public class Accounts {

    private final PersonRows rows;
    private final MemberRows members;

    Accounts(PersonRows rows, MemberRows members) {
        this.rows = rows;
        this.members = members;
    }

    /** The accounts that a person belongs to, in the order in which the person joined them. */
    @Transactional(readOnly = true)
    public List<Belonging> of(Caller.Person caller) {
        return members.accounts(caller.person());
    }

    /** Gives the caller's account another name. Throws {@code NOT_ALLOWED} unless the caller is an owner. */
    @Transactional
    public void rename(Caller caller, String name) {
        rows.rename(caller.asOwner().account(), name.strip());
    }

    /** Who the caller is, for its own screen. */
    @Transactional(readOnly = true)
    public Me me(Caller caller) {
        Account account = rows.account(caller.account()).orElseThrow(Accounts::gone);
        return switch (caller) {
            case Caller.Person person ->
                new Me(
                        Me.Kind.PERSON,
                        rows.person(person.person()).orElseThrow(Accounts::gone),
                        account,
                        person.role(),
                        null);
            case Caller.Device device ->
                new Me(Me.Kind.DEVICE, null, account, null, new Me.DeviceReference(device.device()));
        };
    }

    private static RuntimeException gone() {
        return Problem.NOT_SIGNED_IN.because("The account is gone. Sign in again.");
    }
}
