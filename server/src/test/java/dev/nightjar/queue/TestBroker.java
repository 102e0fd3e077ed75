package dev.nightjar.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.jspecify.annotations.Nullable;

/** A real broker, Artemis, with its journal on disk; it speaks AMQP on a port of 127.0.0.1 that it keeps. */
public final class TestBroker implements AutoCloseable {

    /** After so many the broker gives a message up, as in the cloud. */
    static final int DELIVERIES = 3;

    private final Path folder;
    private final int port;
    private @Nullable ActiveMQServer server;

    private TestBroker(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** A running one, with a new journal in the folder. */
    public static TestBroker start(Path folder) {
        TestBroker broker = new TestBroker(folder, freePort());
        broker.start();
        return broker;
    }

    /** One for all tests that do not stop it; with prefixes of their own they do not meet. */
    public static TestBroker shared() {
        return Shared.BROKER;
    }

    /** For the settings. */
    public String address() {
        return "amqp://127.0.0.1:" + port;
    }

    /** Comes back on the journal that is there. */
    public void start() {
        try {
            ActiveMQServer starting = ActiveMQServers.newActiveMQServer(configuration());
            starting.start();
            server = starting;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Goes, and cuts off whoever is connected. */
    public void stop() {
        ActiveMQServer running = server;
        server = null;
        try {
            if (running != null) {
                running.stop(true);
            }
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** How many messages the queue holds, those included that are being dealt with. */
    public long count(String name) {
        Queue queue = queue(name);
        return queue == null ? 0 : queue.getMessageCount();
    }

    /** How many messages of the queue are being dealt with. */
    public int inHands(String name) {
        Queue queue = queue(name);
        return queue == null ? 0 : queue.getDeliveringCount();
    }

    /** How many messages of the queue were dealt with since the broker started. */
    public long dealtWith(String name) {
        Queue queue = queue(name);
        return queue == null ? 0 : queue.getMessagesAcknowledged();
    }

    private @Nullable Queue queue(String name) {
        ActiveMQServer running = server;
        if (running == null) {
            throw new IllegalStateException("The broker is stopped");
        }
        return running.locateQueue(SimpleString.of(name));
    }

    @Override
    public void close() {
        stop();
    }

    private Configuration configuration() throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(true)
                .setSecurityEnabled(false)
                .setJournalType(JournalType.NIO)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setJournalFileSize(1024 * 1024)
                .setJournalMinFiles(2)
                .setMaxDiskUsage(-1)
                .setGracefulShutdownEnabled(false)
                .addAcceptorConfiguration("amqp", "tcp://127.0.0.1:%d?protocols=AMQP".formatted(port));
        AddressSettings all = new AddressSettings()
                .setMaxDeliveryAttempts(DELIVERIES)
                .setDeadLetterAddress(SimpleString.of("DLQ"))
                .setAutoCreateQueues(true)
                .setAutoCreateAddresses(true)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false)
                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                .setDefaultQueueRoutingType(RoutingType.ANYCAST);
        configuration.setAddressSettings(Map.of("#", all));
        configuration.addQueueConfiguration(QueueConfiguration.of("DLQ").setRoutingType(RoutingType.ANYCAST));
        return configuration;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static final class Shared {

        private static final TestBroker BROKER = start(temporaryFolder());

        private static Path temporaryFolder() {
            try {
                return Files.createTempDirectory("nightjar-broker");
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
