package dev.nightjar.telegram.internal;

import static dev.nightjar.telegram.internal.TelegramTesting.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.patch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.TestClock;
import dev.nightjar.identity.MembershipEnded;
import dev.nightjar.identity.Role;
import dev.nightjar.telegram.ChatMedia;
import dev.nightjar.telegram.LinkedChat;
import dev.nightjar.telegram.LinkedChats;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

@TelegramModuleTest
class LinkingTest {

    @Autowired
    private TelegramTesting testing;

    @Autowired
    private TestCallers callers;

    @Autowired
    private TestClock clock;

    @Autowired
    private LinkedChats chats;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private ApplicationEventPublisher publisher;

    @Autowired
    private TransactionOperations transactions;

    private SignedIn mara;
    private StubChat chat;

    @BeforeEach
    void somebody() {
        mara = callers.owner();
        chat = testing.privateChat();
    }

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void aLinkOpenedInTelegramBringsTheChat() throws Exception {
        testing.linked(mara, chat);

        assertThat(chat.last().text()).isEqualTo(ChatCommands.LINKED);
        JsonNode shown = testing.state(mara).at("/chats/0");
        assertThat(shown.path("name").asString()).isEqualTo("Mara");
        assertThat(shown.path("media").asString()).isEqualTo("picture");
        assertThat(shown.path("group").asBoolean()).isFalse();
    }

    @Test
    void theLinkLeadsToTheBotAndIsKeptAsAHashOnly() throws Exception {
        JsonNode link = testing.link(mara);
        String token = link.path("url").asString().replaceAll(".*=", "");

        assertThat(link.path("url").asString()).isEqualTo("https://t.me/nightjar_test_bot?start=" + token);
        assertThat(link.path("groupUrl").asString()).isEqualTo("https://t.me/nightjar_test_bot?startgroup=" + token);
        assertThat(token).matches("[A-Za-z0-9_-]{1,64}");
        assertThat(jdbc.sql("select count(*) from telegram_links l where l::text like ?")
                        .param("%" + token + "%")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aLinkServesOnce() throws Exception {
        String token = testing.token(mara);
        testing.stub.writes(chat, chat.id, "/start " + token);
        eventually(() -> assertThat(chat.messages).hasSize(1));
        StubChat other = testing.privateChat();

        testing.stub.writes(other, other.id, "/start " + token);

        eventually(() -> assertThat(other.messages).hasSize(1));
        assertThat(other.last().text()).isEqualTo(ChatCommands.NOT_GOOD);
        assertThat(testing.find(mara, other)).isNull();
    }

    @Test
    void aLinkThatIsTooOldSaysWhatToDo() throws Exception {
        String token = testing.token(mara);
        clock.pass(Duration.ofMinutes(11));

        testing.stub.writes(chat, chat.id, "/start " + token);

        eventually(() -> assertThat(chat.messages).hasSize(1));
        assertThat(chat.last().text()).isEqualTo(ChatCommands.NOT_GOOD).contains("take a new one");
        assertThat(testing.find(mara, chat)).isNull();
    }

    @Test
    void aGroupIsLinkedWithoutPicturesUntilSomebodySaysSo() throws Exception {
        StubChat home = testing.group("Home");
        testing.stub.writes(home, chat.id, "/start@nightjar_test_bot " + testing.token(mara));
        eventually(() -> assertThat(home.messages).hasSize(1));
        LinkedChat linked = Objects.requireNonNull(testing.find(mara, home));

        assertThat(linked.media()).isEqualTo(ChatMedia.NONE);
        assertThat(home.last().text()).isEqualTo(ChatCommands.GROUP_LINKED);
        mvc.perform(patch("/api/v1/telegram/chats/{id}", linked.id())
                        .with(mara)
                        .contentType("application/json")
                        .content("{\"media\":\"clip\",\"name\":\"Everybody\"}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.media").value("clip"))
                .andExpect(jsonPath("$.name").value("Everybody"));
    }

    @Test
    void aGroupThatSomebodyLinkedIsNotTakenOverByAnotherOfTheHousehold() throws Exception {
        StubChat home = testing.group("Home");
        testing.linked(mara, home, chat.id);
        SignedIn jonas = callers.person(mara.account(), Role.MONITOR);

        testing.stub.writes(home, TelegramTesting.number(), "/start " + testing.token(jonas));

        eventually(() -> assertThat(home.last().text()).isEqualTo(ChatCommands.TAKEN));
        assertThat(testing.find(mara, home)).isNotNull();
        assertThat(testing.find(jonas, home)).isNull();
    }

    @Test
    void whoeverHidesInAGroupIsAskedToBeSeenAndTheLinkStaysGood() throws Exception {
        StubChat home = testing.group("Home");
        String token = testing.token(mara);
        Map<String, Object> hidden = new HashMap<>(testing.stub.message(home, 1_087_968_824, "/start " + token));
        hidden.put("sender_chat", Map.of("id", home.id, "type", "group", "title", "Home"));

        testing.stub.happens("message", hidden);
        eventually(() -> assertThat(home.messages).hasSize(1));
        assertThat(home.last().text()).isEqualTo(ChatCommands.ANONYMOUS);
        testing.stub.writes(home, chat.id, "/start " + token);

        eventually(() -> assertThat(testing.find(mara, home)).isNotNull());
    }

    @Test
    void talkInAGroupIsNotAnswered() throws Exception {
        StubChat home = testing.group("Home");
        testing.stub.writes(home, chat.id, "Who is at the door?");
        testing.stub.writes(home, chat.id, "/start@another_bot abc");
        testing.stub.writes(chat, chat.id, "Hello");

        eventually(() -> assertThat(chat.messages).hasSize(1));
        assertThat(chat.last().text()).isEqualTo(ChatCommands.HELP);
        assertThat(home.messages).isEmpty();
    }

    @Test
    void stopInTheChatEndsIt() throws Exception {
        testing.linked(mara, chat);

        testing.stub.writes(chat, chat.id, "/stop");

        eventually(() -> assertThat(chat.last().text()).isEqualTo(ChatCommands.STOPPED));
        assertThat(testing.find(mara, chat)).isNull();
        testing.stub.writes(chat, chat.id, "/stop");
        eventually(() -> assertThat(chat.last().text()).isEqualTo(ChatCommands.NOT_LINKED));
    }

    @Test
    void inAGroupOnlyPeopleWhoLinkedThemselvesCanStop() throws Exception {
        StubChat home = testing.group("Home");
        testing.linked(mara, home, chat.id);

        testing.stub.writes(home, TelegramTesting.number(), "/stop");
        eventually(() -> assertThat(home.last().text()).isEqualTo(ChatCommands.NOT_THEIRS));
        assertThat(testing.find(mara, home)).isNotNull();

        testing.stub.writes(home, chat.id, "/stop");
        eventually(() -> assertThat(testing.find(mara, home)).isNull());
    }

    @Test
    void aChatIsUnlinkedOnThePageAndOthersCannotTouchIt() throws Exception {
        LinkedChat linked = testing.linked(mara, chat);
        SignedIn sameHousehold = callers.person(mara.account(), Role.OWNER);

        mvc.perform(delete("/api/v1/telegram/chats/{id}", linked.id()).with(sameHousehold))
                .andExpect(status().isNotFound());
        mvc.perform(patch("/api/v1/telegram/chats/{id}", linked.id())
                        .with(callers.owner())
                        .contentType("application/json")
                        .content("{\"media\":\"clip\"}"))
                .andExpect(status().isNotFound());
        mvc.perform(delete("/api/v1/telegram/chats/{id}", linked.id()).with(mara))
                .andExpect(status().isNoContent());

        assertThat(testing.state(mara).path("chats")).isEmpty();
    }

    @Test
    void whoBlocksTheBotIsToldOnThePageAndUnblockingHelps() throws Exception {
        testing.linked(mara, chat);

        testing.stub.belongs(chat, chat.id, "kicked");
        eventually(() -> assertThat(testing.state(mara).at("/chats/0/trouble").asString(""))
                .startsWith("The bot is blocked there."));

        testing.stub.belongs(chat, chat.id, "member");
        eventually(() ->
                assertThat(testing.state(mara).at("/chats/0").has("trouble")).isFalse());
    }

    @Test
    void aBotThatWasPutOutOfAGroupIsShown() throws Exception {
        StubChat home = testing.group("Home");
        testing.linked(mara, home, chat.id);

        testing.stub.belongs(home, TelegramTesting.number(), "left");

        eventually(() -> assertThat(testing.state(mara).at("/chats/0/trouble").asString(""))
                .startsWith("The bot is no longer in the group."));
    }

    @Test
    void severalChatsOfOnePersonStandSideBySide() throws Exception {
        testing.linked(mara, chat);
        testing.linked(mara, testing.group("Home"), chat.id);

        assertThat(testing.state(mara).path("chats")).hasSize(2);
    }

    @Test
    void whatSomebodyHadEndsWithTheMembership() throws Exception {
        testing.linked(mara, chat);
        String token = testing.token(mara);

        transactions.executeWithoutResult(status -> publisher.publishEvent(
                new MembershipEnded(mara.account(), mara.caller().person())));

        assertThat(chats.of(mara.account(), mara.caller().person())).isEmpty();
        StubChat other = testing.privateChat();
        testing.stub.writes(other, other.id, "/start " + token);
        eventually(() -> assertThat(other.messages).hasSize(1));
        assertThat(other.last().text()).isEqualTo(ChatCommands.NOT_GOOD);
    }

    @Test
    void linksAreLimited() throws Exception {
        testing.token(mara);
        for (int i = 1; i < 10; i++) {
            mvc.perform(post("/api/v1/telegram/links").with(mara)).andExpect(status().isCreated());
        }

        mvc.perform(post("/api/v1/telegram/links").with(mara))
                .andExpect(status().isTooManyRequests())
                .andExpect(jsonPath("$.code").value("tooManyTries"));
    }

    @Test
    void whoeverWritesWithoutEndIsNotAnsweredWithoutEnd() {
        for (int i = 0; i < 25; i++) {
            testing.stub.writes(chat, chat.id, "Hello");
        }
        StubChat other = testing.privateChat();
        testing.stub.writes(other, other.id, "Hello");

        eventually(() -> assertThat(other.messages).hasSize(1));
        eventually(() -> assertThat(chat.messages).hasSize(20));
    }
}
