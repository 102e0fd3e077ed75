package dev.nightjar.telegram.internal;

import static dev.nightjar.telegram.internal.TelegramTesting.large;
import static dev.nightjar.telegram.internal.TelegramTesting.media;
import static dev.nightjar.telegram.internal.TelegramTesting.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.patch;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.TestClock;
import dev.nightjar.alerts.Address;
import dev.nightjar.alerts.Delivery;
import dev.nightjar.telegram.LinkedChat;
import dev.nightjar.telegram.internal.BotApiStub.Fault;
import dev.nightjar.telegram.internal.TelegramTesting.Told;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@TelegramModuleTest
class DeliveryTest {

    private static final byte[] POSTER = "a picture of somebody".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CLIP = "somebody comes in".getBytes(StandardCharsets.UTF_8);

    @Autowired
    private TelegramTesting testing;

    @Autowired
    private TelegramChannel channel;

    @Autowired
    private TestCallers callers;

    @Autowired
    private TestClock clock;

    @Autowired
    private MockMvc mvc;

    private SignedIn mara;
    private StubChat chat;
    private LinkedChat linked;

    @BeforeEach
    void aLinkedChat() throws Exception {
        mara = callers.owner();
        chat = testing.privateChat();
        linked = testing.linked(mara, chat);
        chat.messages.clear();
    }

    @AfterEach
    void asBefore() {
        testing.stub.setLinksRefused(false);
        testing.stub.setKnown(true);
        testing.stub.speak();
        clock.reset();
    }

    @Test
    void theFirstIsSentAndWhatIsKnownLaterTakesItsPlace() {
        Told first = told(mara.account());

        String reference = sent(first, null);
        assertThat(chat.last().text()).isEqualTo("Front door\nPerson at Front door.");
        assertThat(chat.last().silent()).isFalse();
        sent(first.then("A woman came in and left."), reference);

        assertThat(chat.inOrder()).singleElement().satisfies(message -> {
            assertThat(message.text()).isEqualTo("Front door\nA woman came in and left.");
            assertThat(message.edits()).isEqualTo(1);
        });
    }

    @Test
    void wordsGainAPictureThenAClipInTheSameMessage() throws Exception {
        mvc.perform(patch("/api/v1/telegram/chats/{id}", linked.id())
                        .with(mara)
                        .contentType("application/json")
                        .content("{\"media\":\"clip\"}"))
                .andExpect(status().isOk());
        Told first = told(mara.account());
        String reference = sent(first, null);

        Told second = first.then("A woman came in.").showing(media("image/jpeg", POSTER));
        reference = sent(second, reference);
        assertThat(chat.last().kind()).isEqualTo("photo");
        assertThat(chat.last().content()).isEqualTo(POSTER);
        Told third = second.then("A woman came in and left.").playing(media("video/mp4", CLIP));
        reference = sent(third, reference);
        assertThat(chat.last().content()).isEqualTo(CLIP);
        sent(third.then("That was the curtain. The first message said a person."), reference);

        assertThat(chat.inOrder()).singleElement().satisfies(message -> {
            assertThat(message.kind()).isEqualTo("video");
            assertThat(message.text()).endsWith("That was the curtain. The first message said a person.");
        });
    }

    @Test
    void aPictureThatStandsThereIsNotSentAgain() {
        Told first = told(mara.account()).showing(media("image/jpeg", POSTER));
        String reference = sent(first, null);
        assertThat(chat.last().kind()).isEqualTo("photo");
        int uploads = testing.stub.asked("editMessageMedia");

        sent(first.then("A woman came in."), reference);

        assertThat(testing.stub.asked("editMessageMedia")).isEqualTo(uploads);
        assertThat(chat.last().text()).endsWith("A woman came in.");
        assertThat(chat.last().content()).isEqualTo(POSTER);
    }

    @Test
    void aGroupIsShownNothingUntilItIsWanted() throws Exception {
        StubChat home = testing.group("Home");
        LinkedChat group = testing.linked(mara, home, chat.id);
        clock.pass(Duration.ofSeconds(2));

        channel.deliver(
                group.id(),
                told(mara.account()).showing(media("image/jpeg", POSTER)).message(),
                null);

        assertThat(home.last().kind()).isEqualTo("text");
    }

    @Test
    void whatLooksLikeMarkupIsShownAsItIs() {
        sent(told(mara.account()).then("<b>&amp; *a* _b_ [c](d) `e`"), null);

        assertThat(chat.last().text()).isEqualTo("Front door\n<b>&amp; *a* _b_ [c](d) `e`");
        assertThat(chat.last().entities()).singleElement().satisfies(title -> {
            assertThat(title.path("type").asString()).isEqualTo("bold");
            assertThat(title.path("length").asInt()).isEqualTo("Front door".length());
        });
    }

    @Test
    void theButtonsOpenThePageAndActWithinWhatTelegramTakes() {
        sent(told(mara.account()), null);

        assertThat(chat.last().labels()).containsExactly("Open", "False alarm", "Snooze 1 h");
        assertThat(chat.last().links()).singleElement().asString().startsWith("https://nightjar.example.org/events/");
        assertThat(chat.last().data()).allSatisfy(data -> assertThat(data).hasSizeLessThanOrEqualTo(64));
    }

    @Test
    void aLinkThatTelegramRefusesIsLeftOut() {
        testing.stub.setLinksRefused(true);

        sent(told(mara.account()), null);

        assertThat(chat.last().labels()).containsExactly("False alarm", "Snooze 1 h");
    }

    @Test
    void theSameVersionAgainAndAnOlderOneChangeNothing() {
        Told first = told(mara.account());
        Told second = first.then("A woman came in.");
        String reference = sent(second, sent(first, null));

        assertThat(sent(second, reference)).isEqualTo(reference);
        assertThat(sent(first, reference)).isEqualTo(reference);

        assertThat(chat.inOrder())
                .singleElement()
                .satisfies(message -> assertThat(message.edits()).isEqualTo(1));
    }

    @Test
    void anEditWhoseAnswerWasLostIsDoneAgainWithoutHarm() {
        Told first = told(mara.account());
        Told second = first.then("A woman came in.");
        String reference = sent(first, null);
        testing.stub.fault("editMessageText", Fault.ANSWER_LOST);
        clock.pass(Duration.ofSeconds(2));
        assertThatThrownBy(() -> channel.deliver(linked.id(), second.message(), reference))
                .isInstanceOf(BotAwayException.class);

        sent(second, reference);

        assertThat(chat.inOrder())
                .singleElement()
                .satisfies(message -> assertThat(message.edits()).isEqualTo(1));
    }

    @Test
    void aMessageThatWasDeletedOrIsTooOldComesAnew() {
        Told first = told(mara.account());
        String reference = sent(first, null);
        chat.messages.clear();

        String other = sent(first.then("A woman came in."), reference);

        assertThat(other).isNotEqualTo(reference);
        assertThat(chat.inOrder())
                .singleElement()
                .satisfies(message -> assertThat(message.text()).endsWith("A woman came in."));
    }

    @Test
    void patienceThatTelegramAsksForIsKept() {
        chat.flooded = 1;

        assertThat(deliver(told(mara.account()), null)).isEqualTo(new Delivery.Later(Duration.ofSeconds(7)));

        int asked = testing.stub.asked("sendMessage");
        assertThat(channel.deliver(linked.id(), told(mara.account()).message(), null))
                .isInstanceOf(Delivery.Later.class);
        assertThat(testing.stub.asked("sendMessage")).isEqualTo(asked);
        clock.pass(Duration.ofSeconds(8));
        assertThat(deliver(told(mara.account()), null)).isInstanceOf(Delivery.Sent.class);
    }

    @Test
    void aSecondMessageWithinASecondWaits() {
        sent(told(mara.account()), null);

        assertThat(channel.deliver(linked.id(), told(mara.account()).message(), null))
                .isInstanceOf(Delivery.Later.class);
        assertThat(chat.messages).hasSize(1);
    }

    @Test
    void aBlockedBotIsGoneAndItsOwnerIsTold() throws Exception {
        chat.forbidden = "bot was blocked by the user";

        assertThat(deliver(told(mara.account()), null)).isInstanceOf(Delivery.Gone.class);

        assertThat(channel.addresses(mara.account(), mara.caller().person()))
                .extracting(Address::trouble)
                .singleElement()
                .asString()
                .startsWith("The bot is blocked there.");
        assertThat(testing.state(mara).at("/chats/0/troubleSince").asString()).isNotEmpty();
        int asked = testing.stub.asked("sendMessage");
        assertThat(deliver(told(mara.account()), null)).isInstanceOf(Delivery.Gone.class);
        assertThat(testing.stub.asked("sendMessage")).isEqualTo(asked);
    }

    @Test
    void aGroupThatWasUpgradedIsFollowed() throws Exception {
        StubChat home = testing.group("Home");
        LinkedChat group = testing.linked(mara, home, chat.id);
        StubChat upgraded = testing.group("Home");
        clock.pass(Duration.ofSeconds(2));
        Told first = told(mara.account());
        Delivery before = channel.deliver(group.id(), first.message(), null);
        home.movedTo = upgraded.id;
        clock.pass(Duration.ofSeconds(2));

        Delivery after = channel.deliver(
                group.id(), first.then("A woman came in.").message(), ((Delivery.Sent) before).reference());

        assertThat(after).isInstanceOf(Delivery.Sent.class);
        assertThat(upgraded.inOrder())
                .singleElement()
                .satisfies(message -> assertThat(message.text()).endsWith("A woman came in."));
        assertThat(testing.find(mara, upgraded)).isNotNull();
    }

    @Test
    void whereTelegramRefusesThePictureTheWordsStillCome() {
        chat.takesMedia = false;
        Told first = told(mara.account()).showing(media("image/jpeg", POSTER));

        String reference = sent(first, null);
        assertThat(chat.last().kind()).isEqualTo("text");
        int uploads = testing.stub.asked("editMessageMedia");
        sent(first.then("A woman came in."), reference);

        assertThat(chat.inOrder())
                .singleElement()
                .satisfies(message -> assertThat(message.text()).endsWith("A woman came in."));
        assertThat(testing.stub.asked("editMessageMedia")).isEqualTo(uploads);
    }

    @Test
    void whatIsTooLargeForTelegramIsNotSent() {
        sent(told(mara.account()).showing(large("image/jpeg", 10_000_001)), null);

        assertThat(chat.last().kind()).isEqualTo("text");
    }

    @Test
    void firstWordsDoNotWaitForAPictureThatCannotBeRead() {
        Told first = told(mara.account()).showing(large("image/jpeg", 1_000));

        String reference = sent(first, null);
        assertThat(chat.last().kind()).isEqualTo("text");
        sent(first.then("A woman came in.").showing(media("image/jpeg", POSTER)), reference);

        assertThat(chat.last().kind()).isEqualTo("photo");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CONNECTION_LOST", "SERVER_ERROR", "UNREADABLE", "SILENT"})
    void withoutAnAnswerItIsTriedAgainAndTheTokenIsNotSaid(Fault fault) {
        testing.stub.fault("sendMessage", fault);
        Told first = told(mara.account());

        assertThatThrownBy(() -> deliver(first, null))
                .isInstanceOf(BotAwayException.class)
                .hasNoCause()
                .message()
                .doesNotContain(BotApiStub.TOKEN.substring(10));

        sent(first, null);
        assertThat(chat.messages).hasSize(1);
    }

    @Test
    void aTokenThatTelegramDoesNotKnowIsNoFaultOfTheChat() {
        testing.stub.setKnown(false);

        assertThatThrownBy(() -> deliver(told(mara.account()), null)).isInstanceOf(BotAwayException.class);

        testing.stub.setKnown(true);
        assertThat(deliver(told(mara.account()), null)).isInstanceOf(Delivery.Sent.class);
    }

    @Test
    void anAddressThatIsUnlinkedOrOfAnotherAccountIsGone() {
        assertThat(channel.deliver(TestCallers.newId(), told(mara.account()).message(), null))
                .isInstanceOf(Delivery.Gone.class);
        assertThat(channel.deliver(linked.id(), told(TestCallers.newAccount()).message(), null))
                .isInstanceOf(Delivery.Gone.class);
        assertThat(chat.messages).isEmpty();
    }

    @Test
    void severalAlertsStandInTheOrderInWhichTheyCame() {
        Told first = told(mara.account());
        String reference = sent(first, null);
        sent(told(mara.account()).then("A car stopped."), null);
        sent(first.then("A woman came in."), reference);

        assertThat(chat.inOrder())
                .extracting(StubChat.Written::text)
                .isEqualTo(List.of("Front door\nA woman came in.", "Front door\nA car stopped."));
    }

    private String sent(Told alert, @Nullable String reference) {
        Delivery delivery = deliver(alert, reference);
        assertThat(delivery).isInstanceOf(Delivery.Sent.class);
        return ((Delivery.Sent) delivery).reference();
    }

    /** Not so soon after the last that it would have to wait. */
    private Delivery deliver(Told alert, @Nullable String reference) {
        clock.pass(Duration.ofSeconds(2));
        return channel.deliver(linked.id(), alert.message(), reference);
    }
}
