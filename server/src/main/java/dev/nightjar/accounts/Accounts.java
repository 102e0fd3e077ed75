package dev.nightjar.accounts;

import dev.nightjar.identity.Caller;
import dev.nightjar.problem.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** People and the accounts that they belong to. */
@Service
public class Accounts {

    private final PersonRows rows;

    Accounts(PersonRows rows) {
        this.rows = rows;
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
