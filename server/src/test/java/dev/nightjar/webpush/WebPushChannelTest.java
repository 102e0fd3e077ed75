package dev.nightjar.webpush;

import static dev.nightjar.webpush.PushServiceStub.status;
import static dev.nightjar.webpush.PushTesting.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.TestClock;
import dev.nightjar.alerts.Channel;
import dev.nightjar.alerts.Delivery;
import dev.nightjar.identity.SignIns;
import dev.nightjar.identity.ids.AlertId;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What push services answer, and what follows from it; over real connections, with messages that are decrypted. */
@PushModuleTest
class WebPushChannelTest {

    @Autowired
    private TestCallers callers;

    @Autowired
    private PushTesting pushes;

    @Autowired
    private Channel channel;

    @Autowired
    private TestClock clock;

    @Autowired
    private SignIns signIns;

    private SignedIn owner;
    private PushServiceStub service;
    private PushBrowser browser;
    private UUID address;
    private final AlertId alert = new AlertId(TestCallers.newId());

    @BeforeEach
    void subscribe() throws Exception {
        owner = callers.owner();
        service = pushes.service();
        browser = service.browser();
        address = pushes.subscribe(owner, browser);
    }

    @Test
    void aMessageReachesTheBrowserWithAllThatIsSaid() {
        Delivery delivery = deliver(1, "Person at Front door.");

        assertThat(delivery).isEqualTo(new Delivery.Sent(alert.toString()));
        assertThat(service.messages(browser)).singleElement().satisfies(sent -> {
            JsonNode said = sent.content();
            assertThat(said.path("alert").asString()).isEqualTo(alert.toString());
            assertThat(said.path("version").asLong()).isEqualTo(1);
            assertThat(said.path("title").asString()).isEqualTo("Front door");
            assertThat(said.path("body").asString()).isEqualTo("Person at Front door.");
            assertThat(said.path("path").asString()).startsWith("/events/");
            assertThat(said.path("actions").valueStream().map(JsonNode::asString))
                    .containsExactly("falseAlarm", "snooze");
            assertThat(said.path("silent").asBoolean()).isFalse();
            assertThat(sent.headers())
                    .containsEntry("ttl", "86400")
                    .containsEntry("urgency", "high")
                    .containsEntry("topic", alert.toString().replace("-", ""));
        });
    }

    @Test
    void whatIsAddedLaterTakesThePlaceOfWhatWasNotYetDeliveredAndIsSilent() {
        deliver(1, "Person at Front door.");
        deliver(2, "A woman came in and left.");

        List<PushServiceStub.Message> sent = service.messages(browser);
        assertThat(sent)
                .extracting(message -> message.content().path("version").asLong())
                .containsExactly(1L, 2L);
        assertThat(sent)
                .extracting(message -> message.headers().get("topic"))
                .containsOnly(alert.toString().replace("-", ""));
        assertThat(sent.getLast().content().path("silent").asBoolean()).isTrue();
        assertThat(sent.getLast().headers()).containsEntry("urgency", "normal");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void aBrowserThatIsGoneIsForgotten(int status) {
        service.then(status(status));

        assertThat(deliver(1, "Person.")).isInstanceOf(Delivery.Gone.class);
        assertThat(channel.addresses(owner.account(), owner.caller().person())).isEmpty();
        assertThat(deliver(2, "Person.")).isInstanceOf(Delivery.Gone.class);
    }

    @Test
    void whatIsTooLargeIsSaidInFewerWords() {
        service.then(status(413));

        assertThat(deliver(1, "A long story.")).isInstanceOf(Delivery.Sent.class);
        JsonNode said = service.messages(browser).getFirst().content();
        assertThat(said.has("body")).isFalse();
        assertThat(said.path("title").asString()).isEqualTo("Front door");
        assertThat(said.path("path").asString()).startsWith("/events/");
    }

    @Test
    void whatIsTooLargeEvenThenIsRefusedAndLaterOnesAreSent() {
        int before = service.requests();
        service.then(status(413), status(413));

        assertThat(deliver(1, "A long story.")).isInstanceOf(Delivery.Refused.class);
        assertThat(service.requests()).isEqualTo(before + 2);
        assertThat(trouble()).isNull();
        assertThat(deliver(2, "Person.")).isInstanceOf(Delivery.Sent.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aServiceThatAsksForPatienceGetsIt(int status) {
        service.then(status(status, "Retry-After: 17"));

        assertThat(deliver(1, "Person.")).isEqualTo(new Delivery.Later(Duration.ofSeconds(17)));
        assertThat(service.messages(browser)).isEmpty();
        assertThat(deliver(1, "Person.")).isInstanceOf(Delivery.Sent.class);
    }

    @Test
    void patienceUntilATimeIsUnderstoodAsWell() {
        String then = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                clock.instant().plusSeconds(120).atOffset(ZoneOffset.UTC));
        service.then(status(429, "Retry-After: " + then));

        assertThat(deliver(1, "Person."))
                .isInstanceOfSatisfying(
                        Delivery.Later.class,
                        later -> assertThat(later.after()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(120)));
    }

    @Test
    void noServiceKeepsUsWaitingForMoreThanAnHour() {
        service.then(status(429, "Retry-After: 999999999"), status(429, "Retry-After: soon"), status(500));

        assertThat(deliver(1, "Person.")).isEqualTo(new Delivery.Later(Duration.ofHours(1)));
        assertThat(deliver(1, "Person.")).isEqualTo(new Delivery.Later(Duration.ofSeconds(30)));
        assertThat(deliver(1, "Person.")).isEqualTo(new Delivery.Later(Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403})
    void aServiceThatDoesNotKnowUsMarksTheBrowserUntilItRenews(int status) throws Exception {
        service.then(status(status));

        assertThat(deliver(1, "Person.")).isInstanceOf(Delivery.Refused.class);
        assertThat(trouble()).contains("Open Nightjar there to renew it.");
        assertThat(pushes.subscribe(owner, browser)).isEqualTo(address);
        assertThat(trouble()).isNull();
    }

    @Test
    void aServiceThatWantsAnotherKeyIsNotFooled() {
        service.belongsTo("another");

        assertThat(deliver(1, "Person.")).isInstanceOf(Delivery.Refused.class);
        assertThat(service.messages(browser)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void noRedirectIsFollowed(int status) {
        int before = service.requests();
        service.then(status(status, "Location: " + service.address() + "/elsewhere"));

        assertThat(deliver(1, "Person.")).isInstanceOf(Delivery.Refused.class);
        assertThat(service.requests()).isEqualTo(before + 1);
    }

    @Test
    void aServiceThatSaysNothingIsNotWaitedForForEver() {
        service.then(service.hang());

        assertThatThrownBy(() -> deliver(1, "Person.")).isInstanceOf(UncheckedIOException.class);
        assertThat(deliver(1, "Person.")).isInstanceOf(Delivery.Sent.class);
    }

    @Test
    void anAnswerWithoutEndIsNotRead() {
        service.then(PushServiceStub.endless());

        assertThat(deliver(1, "Person.")).isInstanceOf(Delivery.Sent.class);
    }

    @Test
    void aBrowserThatSignedOutIsNoAddressAnyMore() throws Exception {
        assertThat(channel.addresses(owner.account(), owner.caller().person()))
                .singleElement()
                .satisfies(one -> assertThat(one.id()).isEqualTo(address));
        signIns.end(owner.caller().signIn());

        assertThat(channel.addresses(owner.account(), owner.caller().person())).isEmpty();
        assertThat(deliver(1, "Person.")).isInstanceOf(Delivery.Gone.class);
        assertThat(service.messages(browser)).isEmpty();
    }

    private Delivery deliver(long version, String text) {
        return channel.deliver(address, message(alert, owner.account(), version, text), null);
    }

    private @Nullable String trouble() {
        return channel.addresses(owner.account(), owner.caller().person())
                .getFirst()
                .trouble();
    }
}
