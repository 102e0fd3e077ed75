package dev.nightjar.alerts;

import com.fasterxml.uuid.Generators;
import dev.nightjar.alerts.TriedAddress.Result;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.Tries;
import dev.nightjar.identity.ids.AlertId;
import dev.nightjar.problem.Problem;
import dev.nightjar.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Where a person is reached, by all channels. */
@Service
public class AlertAddresses {

    private static final Logger log = LoggerFactory.getLogger(AlertAddresses.class);

    private static final int MOST_TESTS = 5;
    private static final Duration TESTS_WINDOW = Duration.ofMinutes(10);

    private final Channels channels;
    private final Tries tries;
    private final Clock clock;

    AlertAddresses(Channels channels, Tries tries, Clock clock) {
        this.channels = channels;
        this.tries = tries;
        this.clock = clock;
    }

    /** Those of the caller, those in trouble included. */
    public List<Address> list(Caller.Person caller) {
        return channels.addresses(caller.account(), caller.person());
    }

    /**
     * Sends a message that says no more than that it arrived, and waits for what becomes of it.
     *
     * @throws ProblemException {@link Problem#NOT_FOUND}, or {@link Problem#TOO_MANY_TRIES} when it is tried too often
     */
    public TriedAddress test(Caller.Person caller, UUID id) {
        Address address = list(caller).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(AlertAddresses::notFound);
        Channel channel = channels.of(caller.account(), caller.person(), address.channel(), id)
                .orElseThrow(AlertAddresses::notFound);
        tries.take("test alert", caller.person().toString(), MOST_TESTS, TESTS_WINDOW);
        TriedAddress tried = send(channel, id, message(caller));
        log.atInfo()
                .addKeyValue("address", id)
                .addKeyValue("person", caller.person())
                .addKeyValue("result", AlertRowMapper.text(tried.result()))
                .log("Address tried");
        return tried;
    }

    private TriedAddress send(Channel channel, UUID address, AlertMessage message) {
        try {
            return switch (channel.deliver(address, message, null)) {
                case Delivery.Sent _ -> new TriedAddress(Result.SENT, "Sent. It should be there by now.");
                case Delivery.Later later ->
                    new TriedAddress(
                            Result.LATER,
                            "The service asks for patience. Try again in %d s."
                                    .formatted(Math.max(1, later.after().toSeconds())));
                case Delivery.Gone gone -> new TriedAddress(Result.GONE, gone.why());
                case Delivery.Refused refused -> new TriedAddress(Result.REFUSED, refused.why());
            };
        } catch (RuntimeException noAnswer) {
            log.atWarn().setCause(noAnswer).addKeyValue("address", address).log("No answer to a test");
            return new TriedAddress(
                    Result.NO_ANSWER, "The service does not answer. Alerts are sent again until it does.");
        }
    }

    private AlertMessage message(Caller.Person caller) {
        return new AlertMessage(
                new AlertId(Generators.timeBasedEpochGenerator().generate()),
                caller.account(),
                1,
                "Nightjar",
                "This is a test. Alerts reach you here.",
                Instant.ofEpochMilli(clock.millis()),
                "/alerts",
                null,
                null,
                Set.of(),
                true);
    }

    private static RuntimeException notFound() {
        return Problem.NOT_FOUND.because("There is no such address.");
    }
}
