package dev.nightjar.telegram.internal;

import static dev.nightjar.telegram.internal.TelegramTesting.eventually;
import static dev.nightjar.telegram.internal.TelegramTesting.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.TestClock;
import dev.nightjar.alerts.Delivery;
import dev.nightjar.identity.Role;
import dev.nightjar.telegram.LinkedChat;
import dev.nightjar.telegram.LinkedChats;
import dev.nightjar.telegram.internal.StubChat.Written;
import dev.nightjar.telegram.internal.TelegramTesting.Told;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@TelegramModuleTest
class PressTest {

    @Autowired
    private TelegramTesting testing;

    @Autowired
    private TelegramChannel channel;

    @Autowired
    private RecordedActions actions;

    @Autowired
    private LinkedChats chats;

    @Autowired
    private TestCallers callers;

    @Autowired
    private TestClock clock;

    private SignedIn mara;
    private StubChat chat;
    private Told alert;
    private Written written;

    @BeforeEach
    void anAlertInAChat() throws Exception {
        actions.done.clear();
        testing.stub.answers().clear();
        mara = callers.owner();
        chat = testing.privateChat();
        alert = told(mara.account());
        written = write(testing.linked(mara, chat), chat);
    }

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void aFalseAlarmIsKeptAndItsButtonGoes() {
        testing.stub.taps(chat, chat.id, written, written.data().get(0));

        eventually(() -> assertThat(chat.last().labels()).containsExactly("Open", "Snooze 1 h"));
        assertThat(actions.done)
                .containsExactly("%s false alarm %s".formatted(mara.caller().person(), alert.alert()));
        assertThat(testing.stub.answers()).containsExactly("Noted as a false alarm.");
    }

    @Test
    void anHourOfSilenceIsAskedForAndItsButtonGoes() {
        testing.stub.taps(chat, chat.id, written, written.data().get(1));

        eventually(() -> assertThat(chat.last().labels()).containsExactly("Open", "False alarm"));
        assertThat(actions.done)
                .containsExactly("%s snooze PT1H %s".formatted(mara.caller().person(), alert.alert()));
        assertThat(testing.stub.answers()).containsExactly("Quiet for an hour.");
    }

    @Test
    void inAGroupButtonsWorkForPeopleOfTheHouseholdWhoLinkedTelegramAndForNobodyElse() throws Exception {
        StubChat home = testing.group("Home");
        Written shown = write(testing.linked(mara, home, chat.id), home);
        SignedIn jonas = callers.person(mara.account(), Role.MONITOR);
        StubChat chatOfJonas = testing.privateChat();
        testing.linked(jonas, chatOfJonas);
        StubChat chatOfAStranger = testing.privateChat();
        testing.linked(callers.owner(), chatOfAStranger);

        testing.stub.taps(home, chatOfAStranger.id, shown, shown.data().get(0));
        eventually(() -> assertThat(testing.stub.answers()).containsExactly(PressJob.NOT_KNOWN));
        assertThat(actions.done).isEmpty();

        testing.stub.taps(home, chatOfJonas.id, shown, shown.data().get(0));
        eventually(() -> assertThat(actions.done)
                .containsExactly("%s false alarm %s".formatted(mara.caller().person(), alert.alert())));
    }

    @Test
    void aButtonOfAChatThatIsNoLongerLinkedDoesNothing() {
        chats.unlink(
                mara.caller(),
                java.util.Objects.requireNonNull(testing.find(mara, chat)).id());

        testing.stub.taps(chat, chat.id, written, written.data().get(0));

        eventually(() -> assertThat(testing.stub.answers()).containsExactly(PressJob.NOT_KNOWN));
        assertThat(actions.done).isEmpty();
    }

    @Test
    void aButtonThatWasCarriedIntoAnotherChatDoesNothing() throws Exception {
        StubChat other = testing.privateChat();
        testing.linked(callers.owner(), other);

        testing.stub.taps(other, chat.id, written, written.data().get(0));

        eventually(() -> assertThat(testing.stub.answers()).containsExactly(PressJob.NOT_KNOWN));
        assertThat(actions.done).isEmpty();
    }

    @Test
    void anAlertThatIsGoneIsSaidSo() {
        actions.gone.add(alert.alert());

        testing.stub.taps(chat, chat.id, written, written.data().get(0));

        eventually(() -> assertThat(testing.stub.answers()).containsExactly(PressJob.NO_ALERT));
    }

    @Test
    void aTapIsDoneAlthoughTelegramDidNotHearTheAnswer() {
        testing.stub.fault("answerCallbackQuery", BotApiStub.Fault.SERVER_ERROR);

        testing.stub.taps(chat, chat.id, written, written.data().get(0));

        eventually(() -> assertThat(testing.stub.answers()).containsExactly("Noted as a false alarm."));
        assertThat(actions.done).isNotEmpty();
    }

    private Written write(LinkedChat linked, StubChat where) {
        clock.pass(Duration.ofSeconds(2));
        assertThat(channel.deliver(linked.id(), alert.message(), null)).isInstanceOf(Delivery.Sent.class);
        return where.last();
    }
}
