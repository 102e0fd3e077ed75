package dev.nightjar.identity;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.PersonId;
import java.util.UUID;

/** Who is calling, as the filter chain found out. Controllers take it as an argument. */
public sealed interface Caller {

    /** The account in which the caller acts; nothing of another account may be seen. */
    AccountId account();

    /** A person who signed in. */
    record Person(PersonId person, AccountId account, Role role, boolean operator, UUID signIn) implements Caller {}

    /** A paired phone with its token. */
    record Device(DeviceId device, AccountId account) implements Caller {}
}
