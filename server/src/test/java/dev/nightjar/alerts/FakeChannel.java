package dev.nightjar.alerts;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.AlertId;
import dev.nightjar.identity.ids.PersonId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;

/** Brings nothing anywhere, and remembers what it was given. Answers that all arrived, unless a test wants it otherwise. */
@TestComponent
class FakeChannel implements Channel {

    private final Map<PersonId, List<Address>> addresses = new ConcurrentHashMap<>();
    private final Map<UUID, Deque<Supplier<Delivery>>> answers = new ConcurrentHashMap<>();
    private final Map<UUID, String> services = new ConcurrentHashMap<>();
    private final List<Given> given = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger references = new AtomicInteger();

    /**
     * What it was given.
     *
     * @param result null when nobody answered
     */
    record Given(
            UUID address,
            AlertMessage message,
            @Nullable String reference,
            @Nullable Delivery result) {

        boolean hasArrived() {
            return result instanceof Delivery.Sent;
        }

        String text() {
            return message.text();
        }
    }

    /** A new address of the person. */
    UUID reaches(PersonId person) {
        UUID id = UUID.randomUUID();
        addresses
                .computeIfAbsent(person, each -> Collections.synchronizedList(new ArrayList<>()))
                .add(new Address(id, ChannelKind.TELEGRAM, "Home", null));
        return id;
    }

    /** What is answered next at the address; may throw. */
    void answers(UUID address, Supplier<Delivery> answer) {
        answers.computeIfAbsent(address, each -> new ArrayDeque<>()).add(answer);
    }

    /** All that it was given for the address, whatever came of it. */
    List<Given> given(UUID address) {
        synchronized (given) {
            return given.stream().filter(each -> each.address().equals(address)).toList();
        }
    }

    /** What arrived at the address, in order. */
    List<Given> arrived(UUID address) {
        return given(address).stream().filter(Given::hasArrived).toList();
    }

    /** The same, of one alert. */
    List<Given> arrived(UUID address, AlertId alert) {
        return arrived(address).stream()
                .filter(each -> each.message().alert().equals(alert))
                .toList();
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.TELEGRAM;
    }

    @Override
    public List<Address> addresses(AccountId account, PersonId person) {
        return List.copyOf(addresses.getOrDefault(person, List.of()));
    }

    /** Who takes what goes to the address, if not the one who takes all else. */
    void serves(UUID address, String service) {
        services.put(address, service);
    }

    @Override
    public String service(UUID address) {
        return services.getOrDefault(address, kind().name());
    }

    @Override
    public Delivery deliver(UUID address, AlertMessage message, @Nullable String reference) {
        Supplier<Delivery> answer =
                answers.getOrDefault(address, new ArrayDeque<>()).poll();
        Delivery result = null;
        try {
            result = answer == null
                    ? new Delivery.Sent(reference == null ? "m" + references.incrementAndGet() : reference)
                    : answer.get();
            return result;
        } finally {
            given.add(new Given(address, message, reference, result));
            if (result instanceof Delivery.Gone) {
                addresses
                        .values()
                        .forEach(list -> list.removeIf(each -> each.id().equals(address)));
            }
        }
    }
}
