package dev.nightjar.ownership;

import dev.nightjar.alerts.Address;
import dev.nightjar.alerts.AlertMessage;
import dev.nightjar.alerts.Channel;
import dev.nightjar.alerts.ChannelKind;
import dev.nightjar.alerts.Delivery;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.PersonId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;

/** Reaches everybody at one address of their own, and brings nothing there. */
@TestComponent
public class OneAddress implements Channel {

    /** Where the person is reached. */
    static UUID of(PersonId person) {
        return UUID.nameUUIDFromBytes(person.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.PUSH;
    }

    @Override
    public List<Address> addresses(AccountId account, PersonId person) {
        return List.of(new Address(of(person), ChannelKind.PUSH, "A browser", null));
    }

    @Override
    public Delivery deliver(UUID address, AlertMessage message, @Nullable String reference) {
        return new Delivery.Sent("sent");
    }
}
