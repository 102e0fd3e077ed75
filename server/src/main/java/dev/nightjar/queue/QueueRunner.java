package dev.nightjar.queue;

import jakarta.jms.ConnectionFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jms.listener.DefaultMessageListenerContainer;
import org.springframework.jms.listener.SessionAwareMessageListener;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Connects the listeners to their queues, and again whenever the broker has been away. Starts last and stops first: it
 * takes nothing new, and waits for what is being dealt with. What is not finished by then the broker gives to others.
 */
final class QueueRunner implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(QueueRunner.class);

    private static final long FIRST_WAIT_MILLISECONDS = 250;
    private static final long LONGEST_WAIT_MILLISECONDS = 5_000;
    private static final long LOOK_MILLISECONDS = 1_000;

    private final QueueSettings settings;
    private final ConnectionFactory broker;
    private final MessageQueue queue;
    private final List<QueueListener> listeners;
    private final List<DefaultMessageListenerContainer> containers = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();

    QueueRunner(QueueSettings settings, ConnectionFactory broker, MessageQueue queue, List<QueueListener> listeners) {
        this.settings = settings;
        this.broker = broker;
        this.queue = queue;
        this.listeners = listeners;
    }

    @Override
    public synchronized void start() {
        for (QueueListener listener : listeners) {
            for (String name : listener.queues()) {
                Delivery delivery = new Delivery(name, listener, settings.patience());
                deliveries.add(delivery);
                containers.add(container(name, listener.atOnce(), delivery));
            }
        }
        containers.forEach(DefaultMessageListenerContainer::start);
        log.atInfo().addKeyValue("listeners", containers.size()).log("Listening to the queue");
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public synchronized void stop(Runnable stopped) {
        deliveries.forEach(Delivery::stop);
        AtomicInteger running = new AtomicInteger(containers.size());
        if (containers.isEmpty()) {
            stopped.run();
        }
        for (DefaultMessageListenerContainer container : containers) {
            container.stop(() -> {
                container.shutdown();
                if (running.decrementAndGet() == 0) {
                    stopped.run();
                }
            });
        }
        containers.clear();
        deliveries.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return !containers.isEmpty();
    }

    private DefaultMessageListenerContainer container(
            String name, int atOnce, SessionAwareMessageListener<?> delivery) {
        DefaultMessageListenerContainer container = new DefaultMessageListenerContainer();
        container.setConnectionFactory(broker);
        container.setDestinationName(queue.name(name));
        container.setConcurrentConsumers(atOnce);
        // each message is answered by itself, when it has been dealt with
        container.setSessionAcknowledgeMode(Delivery.EACH_BY_ITSELF);
        container.setReceiveTimeout(LOOK_MILLISECONDS);
        container.setMessageListener(delivery);
        container.setBeanName("queue-" + name);
        ExponentialBackOff again = new ExponentialBackOff(FIRST_WAIT_MILLISECONDS, 2);
        again.setMaxInterval(LONGEST_WAIT_MILLISECONDS);
        container.setBackOff(again);
        container.afterPropertiesSet();
        return container;
    }
}
