package dev.nightjar.queue;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.jms.listener.SessionAwareMessageListener;

/** Hands messages to one listener, and tells the broker what became of each. */
final class Delivery implements SessionAwareMessageListener<Message> {

    /** An acknowledgement of the client's own: for one message, and with an outcome. */
    static final int EACH_BY_ITSELF = 101;

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);
    private static final long FIRST_WAIT_MILLISECONDS = 500;
    private static final long LONGEST_WAIT_MILLISECONDS = 15_000;

    private final String queue;
    private final QueueListener listener;
    private final Duration patience;
    private final CountDownLatch stopping = new CountDownLatch(1);

    Delivery(String queue, QueueListener listener, Duration patience) {
        this.queue = queue;
        this.listener = listener;
        this.patience = patience;
    }

    /** Ends waits: what is waited for goes back to the broker. */
    void stop() {
        stopping.countDown();
    }

    @Override
    public void onMessage(Message message, Session session) throws JMSException {
        Outcome outcome = dealWith(message);
        message.setIntProperty("JMS_AMQP_ACK_TYPE", outcome.code);
        message.acknowledge();
    }

    private Outcome dealWith(Message message) throws JMSException {
        if (!(message instanceof TextMessage)) {
            about(message, null).log("Message without a text goes to the dead letters");
            return Outcome.DEAD;
        }
        QueueMessage read = read(message);
        long end = System.nanoTime() + patience.toNanos();
        for (long wait = FIRST_WAIT_MILLISECONDS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MILLISECONDS)) {
            try {
                listener.take(read);
                return Outcome.DONE;
            } catch (UnreadableMessageException unreadable) {
                about(message, unreadable).log("Message goes to the dead letters");
                return Outcome.DEAD;
            } catch (QueueAwayException away) {
                return Outcome.FAILED;
            } catch (RuntimeException failure) {
                about(message, failure).log("Message could not be dealt with");
                if (System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait) > end) {
                    return Outcome.FAILED;
                }
                if (stopped(wait)) {
                    return Outcome.GIVEN_BACK;
                }
            }
        }
    }

    private boolean stopped(long milliseconds) {
        try {
            return stopping.await(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private QueueMessage read(Message message) throws JMSException {
        Map<String, String> ids = new HashMap<>();
        for (Object name : Collections.list(message.getPropertyNames())) {
            String key = String.valueOf(name);
            if (!key.startsWith("JMS")) {
                ids.put(key, String.valueOf(message.getStringProperty(key)));
            }
        }
        String body = message.getBody(String.class);
        int delivery = message.propertyExists("JMSXDeliveryCount") ? message.getIntProperty("JMSXDeliveryCount") : 1;
        return new QueueMessage(queue, Map.copyOf(ids), body == null ? "" : body, delivery);
    }

    private LoggingEventBuilder about(Message message, @Nullable Throwable cause) throws JMSException {
        LoggingEventBuilder line = log.atWarn().setCause(cause).addKeyValue("queue", queue);
        for (String id : List.of("event", "attempt")) {
            String value = message.getStringProperty(id);
            if (value != null) {
                line = line.addKeyValue(id, value);
            }
        }
        return line;
    }

    /** What the broker does next; the numbers are those of the client. */
    private enum Outcome {
        /** Forget it. */
        DONE(1),
        /** Put it to the dead letters. */
        DEAD(2),
        /** Deliver it again, as if it had not been. */
        GIVEN_BACK(3),
        /** Deliver it again, and count that it failed. */
        FAILED(4);

        private final int code;

        Outcome(int code) {
            this.code = code;
        }
    }
}
