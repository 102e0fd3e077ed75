package dev.nightjar.telegram.internal;

import static dev.nightjar.telegram.internal.TelegramTesting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.TestClock;
import dev.nightjar.telegram.Bots;
import dev.nightjar.telegram.internal.BotApiStub.Fault;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;

@TelegramModuleTest
class PollingTest {

    @Autowired
    private TelegramTesting testing;

    @Autowired
    private TestCallers callers;

    @Autowired
    private TestClock clock;

    @Autowired
    private UpdatePolling polling;

    @Autowired
    private TelegramHealth health;

    @Autowired
    private Bots bots;

    @Autowired
    private UpdateHandler handler;

    @Autowired
    private TelegramSettings settings;

    @Autowired
    private JdbcConnectionDetails database;

    @Autowired
    private JdbcClient jdbc;

    private StubChat chat;

    @BeforeEach
    void somebody() {
        chat = testing.privateChat();
    }

    @AfterEach
    void asBefore() {
        testing.stub.setKnown(true);
        testing.stub.setWebhook(false);
        testing.stub.speak();
        clock.reset();
        if (!polling.isRunning()) {
            polling.start();
        }
    }

    @Test
    void whatIsWrittenWhileNobodyReadsIsReadInItsOrderAfterwards() throws Exception {
        SignedIn mara = callers.owner();
        testing.linked(mara, chat);
        polling.stop();
        testing.stub.writes(chat, chat.id, "/stop");
        testing.stub.writes(chat, chat.id, "/stop");

        polling.start();

        eventually(() -> assertThat(chat.inOrder())
                .extracting(StubChat.Written::text)
                .contains(ChatCommands.LINKED, ChatCommands.STOPPED, ChatCommands.NOT_LINKED));
        assertThat(testing.find(mara, chat)).isNull();
    }

    @Test
    void whatComesAgainSinceItWasNotConfirmedIsNotDoneAgain() {
        StubChat other = testing.privateChat();
        Map<String, Object> written = testing.stub.message(chat, chat.id, "Hello");
        long number = testing.stub.happens("message", written);
        eventually(() -> assertThat(chat.messages).hasSize(1));
        eventually(() -> assertThat(testing.stub.waiting()).isZero());
        polling.stop();

        // as after a crash between doing it and confirming it
        testing.stub.offer(number, "message", written);
        testing.stub.writes(other, other.id, "Hello");
        jdbc.sql("update telegram_bots set next_update = ?").param(number + 1).update();
        polling.start();

        eventually(() -> assertThat(other.messages).hasSize(1));
        assertThat(chat.messages).hasSize(1);
    }

    @Test
    void afterAWeekOfSilenceTelegramMayCountFromAnywhere() {
        testing.stub.writes(chat, chat.id, "Hello");
        eventually(() -> assertThat(chat.messages).hasSize(1));
        clock.pass(Duration.ofDays(8));
        StubChat other = testing.privateChat();

        testing.stub.offer(7, "message", testing.stub.message(other, other.id, "Hello"));

        eventually(() -> assertThat(other.messages).hasSize(1));
    }

    @Test
    void oneThatCannotBeUnderstoodHoldsUpNobody() {
        Map<String, Object> strange = new HashMap<>(testing.stub.message(chat, chat.id, "Hello"));
        strange.remove("chat");
        testing.stub.happens("message", strange);
        testing.stub.happens("callback_query", Map.of("id", "1", "from", BotApiStub.user(1), "chat_instance", "1"));
        testing.stub.happens("poll_answer", Map.of("poll_id", "1"));
        testing.stub.writes(chat, chat.id, "Hello");

        eventually(() -> assertThat(chat.messages).hasSize(1));
    }

    @Test
    void aWebhookThatTakesTheMessagesIsShownUntilItIsGone() throws Exception {
        SignedIn mara = callers.owner();
        testing.stub.setWebhook(true);

        eventually(() ->
                assertThat(testing.state(mara).path("trouble").asString("")).isEqualTo(UpdateReader.CONFLICT));
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);

        testing.stub.setWebhook(false);
        eventually(() -> assertThat(testing.state(mara).has("trouble")).isFalse());
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aTokenThatTelegramDoesNotKnowIsShownUntilItDoes() throws Exception {
        SignedIn mara = callers.owner();
        testing.stub.setKnown(false);

        eventually(() ->
                assertThat(testing.state(mara).path("trouble").asString("")).isEqualTo(UpdateReader.NOT_KNOWN));

        testing.stub.setKnown(true);
        eventually(() -> assertThat(testing.state(mara).has("trouble")).isFalse());
    }

    @Test
    void readingGoesOnAfterEachKindOfFailure() {
        for (Fault fault : List.of(Fault.SERVER_ERROR, Fault.UNREADABLE, Fault.CONNECTION_LOST, Fault.ANSWER_LOST)) {
            StubChat somebody = testing.privateChat();
            testing.stub.fault("getUpdates", fault);

            testing.stub.writes(somebody, somebody.id, "Hello");

            eventually(() -> assertThat(somebody.messages).as(fault.name()).hasSize(1));
        }
    }

    @Test
    void oneNodeReadsAndAnotherTakesOverWhenItsConnectionIsLost() {
        eventually(() -> assertThat(polling.isReading()).isTrue());
        try (BotClient client = new BotClient(settings)) {
            UpdateReader reader = new UpdateReader(client, bots, handler, settings);
            UpdatePolling second = new UpdatePolling(database, reader, client, settings);
            second.start();
            try {
                eventually(() -> assertThat(connections()).isEqualTo(2));
                handOver(polling, second);
                StubChat other = testing.privateChat();
                testing.stub.writes(other, other.id, "Hello");
                eventually(() -> assertThat(other.messages).hasSize(1));
                assertThat(polling.isReading() && second.isReading()).isFalse();
            } finally {
                second.stop();
            }
        }
        eventually(() -> assertThat(polling.isReading()).isTrue());
        testing.stub.writes(chat, chat.id, "Hello");
        eventually(() -> assertThat(chat.messages).hasSize(1));
    }

    /** The connection of the one that reads goes, again and again, until it was the other that was faster. */
    private void handOver(UpdatePolling first, UpdatePolling second) {
        eventually(() -> {
            if (!second.isReading()) {
                jdbc.sql("""
                        select pg_terminate_backend(pid) from pg_locks
                        where locktype = 'advisory' and classid = ? and granted
                          and database = (select oid from pg_database where datname = current_database())
                        """).param(ReadingLock.KIND).query(Boolean.class).list();
            }
            assertThat(second.isReading()).isTrue();
            assertThat(first.isReading()).isFalse();
        });
    }

    private int connections() {
        return jdbc.sql("""
                select count(*) from pg_stat_activity
                where application_name = 'nightjar telegram' and datname = current_database()
                """).query(Integer.class).single();
    }
}
