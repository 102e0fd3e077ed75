package dev.nightjar.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.ConnectionFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What the program relies on in a broker, tried with a real one. */
class MessageQueueTest {

    private static final String QUEUE = "work";
    private static final Duration LONG = Duration.ofSeconds(40);

    @TempDir
    private Path folder;

    private TestBroker broker = TestBroker.shared();
    private QueueSettings settings = settings(broker, Duration.ofSeconds(30));
    private ConnectionFactory connections = Brokers.factory(settings);
    private MessageQueue queue = new MessageQueue(settings, connections, JsonMapper.shared());
    private final List<QueueRunner> runners = new ArrayList<>();

    @BeforeEach
    void aBroker() {
        broker = TestBroker.start(folder);
        use(Duration.ofSeconds(30));
    }

    @AfterEach
    void end() {
        runners.forEach(QueueRunner::stop);
        await().atMost(LONG).until(() -> runners.stream().noneMatch(QueueRunner::isRunning));
        queue.close();
        broker.close();
    }

    @Test
    void aMessageArrivesWithItsIdsAndIsGone() {
        Inbox inbox = listen(message -> {});

        queue.send(QUEUE, Map.of("event", "7"), List.of("a"));

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(inbox.taken)
                        .containsExactly(new QueueMessage(QUEUE, Map.of("event", "7"), "[\"a\"]", 1)));
        awaitEmpty(QUEUE);
        assertThat(broker.count("DLQ")).isZero();
    }

    @Test
    void whatFailsForAWhileIsTriedAgainAndDoneOnce() {
        Inbox inbox = new Inbox(QUEUE, message -> {});
        inbox.fails = 2;
        listen(inbox);

        send(1);

        await().atMost(LONG).untilAsserted(() -> assertThat(inbox.bodies()).containsExactly("1"));
        awaitEmpty(QUEUE);
    }

    @Test
    void whatFailsForLongerThanPatienceLastsIsDeliveredAgain() {
        use(Duration.ZERO);
        Inbox inbox = new Inbox(QUEUE, message -> {});
        inbox.fails = TestBroker.DELIVERIES - 1;
        listen(inbox);

        send(1);

        await().atMost(LONG).untilAsserted(() -> assertThat(inbox.bodies()).containsExactly("1"));
        assertThat(inbox.taken.getFirst().delivery()).isEqualTo(TestBroker.DELIVERIES);
        awaitEmpty(QUEUE);
    }

    @Test
    void whatFailsAtEachDeliveryGoesToTheDeadLettersWithItsIds() {
        use(Duration.ZERO);
        listen(message -> {
            throw new IllegalStateException("fails each time");
        });
        Inbox dead = listen(new Inbox("DLQ", message -> {}));

        queue.send(QUEUE, Map.of("event", "7"), 1);

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(dead.taken)
                        .singleElement()
                        .satisfies(letter -> assertThat(letter.ids()).containsEntry("event", "7")));
        awaitEmpty(QUEUE);
    }

    @Test
    void whatNobodyCanReadGoesToTheDeadLettersAtOnce() {
        Inbox inbox = listen(message -> {
            throw new UnreadableMessageException("no sense in it", new IllegalArgumentException());
        });
        Inbox dead = listen(new Inbox("DLQ", message -> {}));

        send(1);

        await().atMost(LONG).untilAsserted(() -> assertThat(dead.bodies()).containsExactly("1"));
        assertThat(inbox.deliveries).hasSize(1);
    }

    @Test
    void aBrokerThatIsAwayIsSaidToBe() {
        broker.stop();

        assertThat(queue.isOpen()).isFalse();
        assertThatThrownBy(() -> send(1)).isInstanceOf(QueueAwayException.class);

        broker.start();
        await().atMost(LONG).until(queue::isOpen);
        send(2);
        Inbox inbox = listen(message -> {});
        await().atMost(LONG).untilAsserted(() -> assertThat(inbox.bodies()).containsExactly("2"));
    }

    @Test
    void whatABrokerHeldWhenItWentIsThereWhenItComesBackOnItsJournal() {
        IntStream.range(0, 20).forEach(this::send);

        broker.stop();
        broker.start();
        Inbox inbox = listen(message -> {});

        await().atMost(LONG).untilAsserted(() -> assertThat(inbox.bodies()).hasSize(20));
        awaitEmpty(QUEUE);
        assertThat(inbox.bodies()).doesNotHaveDuplicates();
    }

    @Test
    void listenersComeBackByThemselvesWhenTheBrokerWasAway() {
        Inbox inbox = listen(message -> {});
        send(1);
        await().atMost(LONG).untilAsserted(() -> assertThat(inbox.bodies()).containsExactly("1"));

        broker.stop();
        broker.start();
        await().atMost(LONG).until(() -> sent(2));

        await().atMost(LONG).untilAsserted(() -> assertThat(inbox.bodies()).contains("2"));
    }

    @Test
    void aMessageThatIsBeingDealtWithWhenTheBrokerGoesIsDeliveredAgain() {
        CountDownLatch gone = new CountDownLatch(1);
        Inbox inbox = listen(message -> awaitLatch(gone));
        send(1);
        await().atMost(LONG).until(() -> inbox.deliveries.size() == 1);

        broker.stop();
        gone.countDown();
        broker.start();

        await().atMost(LONG).until(() -> inbox.deliveries.size() == 2);
        awaitEmpty(QUEUE);
    }

    @Test
    void twoWorkersShareTheWorkAndNothingIsDoneTwice() {
        CountDownLatch both = new CountDownLatch(2);
        Consumer<QueueMessage> work = message -> {
            both.countDown();
            awaitLatch(both);
        };
        Inbox first = listen(work);
        Inbox second = listen(work);

        IntStream.range(0, 40).forEach(this::send);

        await().atMost(LONG).until(() -> first.taken.size() + second.taken.size() >= 40);
        awaitEmpty(QUEUE);
        List<String> all = new ArrayList<>(first.bodies());
        all.addAll(second.bodies());
        assertThat(all).hasSize(40).doesNotHaveDuplicates();
        assertThat(first.taken).isNotEmpty();
        assertThat(second.taken).isNotEmpty();
    }

    @Test
    void whoStopsFinishesWhatItDoesAndTakesNothingNew() {
        CountDownLatch mayEnd = new CountDownLatch(1);
        Inbox inbox = listen(message -> awaitLatch(mayEnd));
        send(1);
        await().atMost(LONG).until(() -> inbox.deliveries.size() == 1);
        CountDownLatch stopped = new CountDownLatch(1);

        runners.getFirst().stop(stopped::countDown);
        send(2);
        mayEnd.countDown();

        await().atMost(LONG).until(() -> stopped.getCount() == 0);
        assertThat(inbox.bodies()).containsExactly("1");
        await().atMost(LONG).until(() -> broker.count(QUEUE) == 1);
    }

    @Test
    void whatWaitsForAnotherTryGoesBackWhenItsProcessStops() {
        Inbox inbox = new Inbox(QUEUE, message -> {});
        inbox.fails = 1_000;
        listen(inbox);
        send(1);
        await().atMost(LONG).until(() -> !inbox.deliveries.isEmpty());
        CountDownLatch stopped = new CountDownLatch(1);

        runners.getFirst().stop(stopped::countDown);

        await().atMost(LONG).until(() -> stopped.getCount() == 0);
        Inbox other = listen(message -> {});
        await().atMost(LONG).untilAsserted(() -> assertThat(other.bodies()).containsExactly("1"));
    }

    @Test
    void anAddressIsNeeded() {
        QueueSettings none = new QueueSettings(
                QueueKind.AMQP, null, null, null, null, null, null, "", List.of(), 1, LONG, LONG, LONG);

        assertThatThrownBy(() -> Brokers.factory(none))
                .isInstanceOf(RoleStartException.class)
                .hasMessageContaining("address of one broker");
    }

    private void use(Duration patience) {
        queue.close();
        settings = settings(broker, patience);
        connections = Brokers.factory(settings);
        queue = new MessageQueue(settings, connections, JsonMapper.shared());
    }

    private static QueueSettings settings(TestBroker broker, Duration patience) {
        return new QueueSettings(
                QueueKind.AMQP,
                URI.create(broker.address()),
                null,
                null,
                null,
                null,
                null,
                "",
                List.of(),
                1,
                Duration.ofSeconds(5),
                patience,
                Duration.ofHours(24));
    }

    private Inbox listen(Consumer<QueueMessage> work) {
        return listen(new Inbox(QUEUE, work));
    }

    private Inbox listen(Inbox inbox) {
        QueueRunner runner = new QueueRunner(settings, connections, queue, List.of(inbox));
        runner.start();
        runners.add(runner);
        return inbox;
    }

    private void send(int body) {
        queue.send(QUEUE, Map.of(), body);
    }

    private boolean sent(int body) {
        try {
            send(body);
            return true;
        } catch (QueueAwayException away) {
            return false;
        }
    }

    private void awaitEmpty(String name) {
        await().atMost(LONG).until(() -> broker.count(name) == 0);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(LONG.toSeconds(), java.util.concurrent.TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Notes what comes. */
    private static final class Inbox implements QueueListener {

        private final String queue;
        private final Consumer<QueueMessage> work;
        private final List<QueueMessage> deliveries = new CopyOnWriteArrayList<>();
        private final List<QueueMessage> taken = new CopyOnWriteArrayList<>();
        private volatile int fails;

        private Inbox(String queue, Consumer<QueueMessage> work) {
            this.queue = queue;
            this.work = work;
        }

        private List<String> bodies() {
            return taken.stream().map(QueueMessage::body).toList();
        }

        @Override
        public List<String> queues() {
            return List.of(queue);
        }

        @Override
        public int atOnce() {
            return 1;
        }

        @Override
        public void take(QueueMessage message) {
            deliveries.add(message);
            if (deliveries.size() <= fails) {
                throw new IllegalStateException("fails at first");
            }
            work.accept(message);
            taken.add(message);
        }
    }
}
