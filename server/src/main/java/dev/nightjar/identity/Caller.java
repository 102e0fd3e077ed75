package dev.nightjar.identity;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.problem.Problem;
import jakarta.servlet.ServletRequest;
import java.util.Optional;
import java.util.UUID;

/**
 * Who is calling, as the filter chain found out. Controllers take it as an argument; one that takes a
 * {@link Person} or a {@link Device} answers 403 to the other kind.
 */
public sealed interface Caller {

    /** The account in which the caller acts; nothing of another account may be seen. */
    AccountId account();

    /** The caller of a request, or nothing when nobody signed in. */
    static Optional<Caller> of(ServletRequest request) {
        return Optional.ofNullable((Caller) request.getAttribute(Caller.class.getName()));
    }

    /** The caller, if a person. Throws {@code NOT_ALLOWED} for a camera. */
    default Person asPerson() {
        if (this instanceof Person person) {
            return person;
        }
        throw Problem.NOT_ALLOWED.because("A camera may not do that; sign in as a person.");
    }

    /** The caller, if an owner of the account. Throws {@code NOT_ALLOWED} for everyone else. */
    default Person asOwner() {
        Person person = asPerson();
        if (person.role() == Role.OWNER) {
            return person;
        }
        throw Problem.NOT_ALLOWED.because("Only an owner of the account may do that.");
    }

    /** The caller, if a camera. Throws {@code NOT_ALLOWED} for a person. */
    default Device asDevice() {
        if (this instanceof Device device) {
            return device;
        }
        throw Problem.NOT_ALLOWED.because("Only a camera may do that.");
    }

    /** The caller, if that very camera. Throws {@code NOT_FOUND} for every other, as if it did not exist. */
    default Device asDevice(DeviceId device) {
        Device caller = asDevice();
        if (caller.device().equals(device)) {
            return caller;
        }
        throw Problem.NOT_FOUND.because("There is no such camera.");
    }

    /** A person who signed in. */
    record Person(PersonId person, AccountId account, Role role, boolean operator, UUID signIn) implements Caller {}

    /** A paired phone with its token. */
    record Device(DeviceId device, AccountId account) implements Caller {}
}
