package dev.nightjar.accounts;

import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.problem.Problem;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** People and the accounts that they belong to. */
@Service
public class Accounts {

    private final PersonRows rows;
    private final MemberRows members;
    private final AccountSettings settings;

    Accounts(PersonRows rows, MemberRows members, AccountSettings settings) {
        this.rows = rows;
        this.members = members;
        this.settings = settings;
    }

    /**
     * Who runs this installation, by the settings or else as the first who signed up, and by which account they are told: the one
     * that they joined first.
     */
    @Transactional(readOnly = true)
    public Map<PersonId, AccountId> operators() {
        String email = settings.operator();
        return members.operators(
                email == null || email.isBlank() ? null : EmailAddress.of(email).value());
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
