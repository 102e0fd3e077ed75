package dev.nightjar.alerts;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.PersonId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A way to reach people who have no page open. */
public interface Channel {

    ChannelKind kind();

    /** Where the person is reached with what happens in the account, those in trouble included. */
    List<Address> addresses(AccountId account, PersonId person);

    /**
     * Who takes messages for the address, such as the host of a push service: where nobody answers, all its addresses
     * rest, and no others. Never shown.
     */
    default String service(UUID address) {
        return kind().name();
    }

    /**
     * Sends a message, or puts it in the place of an earlier one of its alert. May be repeated with the same message. An
     * exception means that nobody answered: it is tried again.
     *
     * @param address one of {@link #addresses}; one that is no longer there is {@link Delivery.Gone}
     * @param reference what {@link Delivery.Sent} gave for the earlier message at this address; null for the first
     */
    Delivery deliver(UUID address, AlertMessage message, @Nullable String reference);
}
