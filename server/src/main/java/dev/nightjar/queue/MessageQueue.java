package dev.nightjar.queue;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import tools.jackson.databind.json.JsonMapper;

/** Sends messages to other processes. What was sent is kept by the broker, on its disk, until it has been dealt with. */
public final class MessageQueue implements AutoCloseable {

    private static final int CONNECTIONS = 2;

    private final QueueSettings settings;
    private final JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
    private final JsonMapper json;

    MessageQueue(QueueSettings settings, ConnectionFactory broker, JsonMapper json) {
        this.settings = settings;
        this.json = json;
        pool.setConnectionFactory(broker);
        pool.setMaxConnections(CONNECTIONS);
    }

    /**
     * Sends a message, and returns when the broker has it for good.
     *
     * @param ids of what it is about; names of letters
     * @throws QueueAwayException when that is not known; it may have arrived all the same
     */
    public void send(String queue, Map<String, String> ids, Object body) {
        try (JMSContext context = pool.createContext()) {
            TextMessage message = context.createTextMessage(json.writeValueAsString(body));
            for (Map.Entry<String, String> id : ids.entrySet()) {
                message.setStringProperty(id.getKey(), id.getValue());
            }
            context.createProducer().send(context.createQueue(name(queue)), message);
        } catch (JMSException | JMSRuntimeException failure) {
            throw new QueueAwayException("The broker did not take a message", failure);
        }
    }

    /** Whether the broker can be reached now. */
    public boolean isOpen() {
        try (JMSContext context = pool.createContext()) {
            return context.getMetaData() != null;
        } catch (JMSRuntimeException away) {
            return false;
        }
    }

    /** How long the broker keeps a message that nobody takes. */
    public Duration keptFor() {
        return settings.keptFor();
    }

    /** Where the broker puts what was delivered too often, of the given queues. */
    public List<String> deadLettersOf(List<String> queues) {
        return settings.deadLettersOf(queues);
    }

    /** The name of the queue at the broker. */
    String name(String queue) {
        return settings.name(queue);
    }

    /**
     * A wrong name or password would otherwise only be seen as a broker that never answers.
     *
     * @throws RoleStartException when the broker answers and lets nobody in; one that is away may come back
     */
    void refuseWrongCredentials() {
        try (JMSContext context = pool.createContext()) {
            context.getMetaData();
        } catch (JMSRuntimeException failure) {
            if (failure.getCause() instanceof JMSSecurityException) {
                throw new RoleStartException(
                        "The broker of the queue does not let the program in: " + failure.getMessage(),
                        "Check nightjar.queue.username and NIGHTJAR_QUEUE_PASSWORD.");
            }
        }
    }

    @Override
    public void close() {
        pool.stop();
    }
}
