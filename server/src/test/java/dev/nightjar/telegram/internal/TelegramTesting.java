package dev.nightjar.telegram.internal;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.alerts.AlertMedia;
import dev.nightjar.alerts.AlertMessage;
import dev.nightjar.alerts.AlertMessage.Action;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.AlertId;
import dev.nightjar.telegram.LinkedChat;
import dev.nightjar.telegram.LinkedChats;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What tests of Telegram do again and again. */
@TestComponent
class TelegramTesting {

    private static final AtomicLong NUMBERS = new AtomicLong(70_000);

    final BotApiStub stub;
    private final MockMvc mvc;
    private final JsonMapper json;
    private final LinkedChats chats;

    TelegramTesting(BotApiStub stub, MockMvc mvc, JsonMapper json, LinkedChats chats) {
        this.stub = stub;
        this.mvc = mvc;
        this.json = json;
        this.chats = chats;
    }

    /** Tells the program where the stub is. */
    static class StubAddress implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            try {
                BotApiStub stub = new BotApiStub();
                context.getBeanFactory().registerSingleton("botApiStub", stub);
                context.addApplicationListener(event -> {
                    if (event instanceof org.springframework.context.event.ContextClosedEvent) {
                        stub.close();
                    }
                });
                TestPropertyValues.of("nightjar.telegram.api=" + stub.address()).applyTo(context);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A number that no chat and nobody has yet. */
    static long number() {
        return NUMBERS.incrementAndGet();
    }

    /** The private chat of somebody new. */
    StubChat privateChat() {
        return stub.chat(number(), "private", "Mara");
    }

    StubChat group(String name) {
        return stub.chat(-number(), "group", name);
    }

    /** A link as the page asks for it; its token. */
    String token(SignedIn person) throws Exception {
        JsonNode link = link(person);
        String url = link.path("url").asString();
        return url.substring(url.indexOf("?start=") + "?start=".length());
    }

    JsonNode link(SignedIn person) throws Exception {
        // the name of the bot is known once Telegram has answered
        eventually(() -> mvc.perform(get("/api/v1/telegram").with(person))
                .andExpect(result -> org.assertj.core.api.Assertions.assertThat(
                                result.getResponse().getContentAsString())
                        .contains(BotApiStub.NAME)));
        String body = mvc.perform(post("/api/v1/telegram/links").with(person))
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        return json.readTree(body);
    }

    /** Links the chat, as the user of Telegram does by opening the link. */
    LinkedChat linked(SignedIn person, StubChat chat, long user) throws Exception {
        stub.writes(chat, user, "/start " + token(person));
        Awaitility.await().until(() -> find(person, chat) != null);
        eventually(
                () -> org.assertj.core.api.Assertions.assertThat(chat.messages).isNotEmpty());
        LinkedChat linked = find(person, chat);
        if (linked == null) {
            throw new IllegalStateException("The chat was unlinked again");
        }
        return linked;
    }

    /** Links somebody's private chat. */
    LinkedChat linked(SignedIn person, StubChat chat) throws Exception {
        return linked(person, chat, chat.id);
    }

    @Nullable
    LinkedChat find(SignedIn person, StubChat chat) {
        return chats.of(person.account(), person.caller().person()).stream()
                .filter(linked -> linked.chat() == chat.id)
                .findFirst()
                .orElse(null);
    }

    /** What the page shows of Telegram. */
    JsonNode state(SignedIn person) throws Exception {
        return json.readTree(mvc.perform(get("/api/v1/telegram").with(person))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8));
    }

    static void eventually(ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
    }

    static Told told(AccountId account) {
        return new Told(new AlertId(TestCallers.newId()), account, 1, "Person at Front door.", null, null, true);
    }

    /** An alert, as it is told with what matters to a test. */
    record Told(
            AlertId alert,
            AccountId account,
            long version,
            String text,
            @Nullable AlertMedia picture,
            @Nullable AlertMedia clip,
            boolean aloud) {

        /** What is known later. */
        Told then(String words) {
            return new Told(alert, account, version + 1, words, picture, clip, false);
        }

        Told showing(AlertMedia shown) {
            return new Told(alert, account, version, text, shown, clip, aloud);
        }

        Told playing(AlertMedia played) {
            return new Told(alert, account, version, text, picture, played, aloud);
        }

        AlertMessage message() {
            Set<Action> all = EnumSet.allOf(Action.class);
            return new AlertMessage(
                    alert,
                    account,
                    version,
                    "Front door",
                    text,
                    Instant.parse("2026-03-01T08:00:06Z"),
                    "/events/" + UUID.nameUUIDFromBytes(alert.toString().getBytes(StandardCharsets.UTF_8)),
                    picture,
                    clip,
                    all,
                    aloud);
        }
    }

    static AlertMedia media(String type, byte[] content) {
        return new Kept(type, content.length, content);
    }

    /** Says that it is so large, and is never read. */
    static AlertMedia large(String type, long bytes) {
        return new Kept(type, bytes, null);
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Kept(String contentType, long bytes, byte @Nullable [] content) implements AlertMedia {

        @Override
        public InputStream open() throws IOException {
            if (content == null) {
                throw new IOException("It should not be read");
            }
            return new ByteArrayInputStream(content);
        }
    }
}
