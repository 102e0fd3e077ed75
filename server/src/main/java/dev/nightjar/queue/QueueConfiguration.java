package dev.nightjar.queue;

import jakarta.jms.ConnectionFactory;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The queue between processes, where one is used. */
@Configuration(proxyBeanMethods = false)
@WhenQueued({Role.API, Role.WORKER})
@EnableConfigurationProperties(QueueSettings.class)
class QueueConfiguration {

    @Bean
    ConnectionFactory connections(QueueSettings settings) {
        return Brokers.factory(settings);
    }

    @Bean
    MessageQueue messageQueue(QueueSettings settings, ConnectionFactory broker, JsonMapper json) {
        MessageQueue queue = new MessageQueue(settings, broker, json);
        queue.refuseWrongCredentials();
        return queue;
    }

    @Bean
    QueueRunner queueRunner(
            QueueSettings settings, ConnectionFactory broker, MessageQueue queue, List<QueueListener> listeners) {
        return new QueueRunner(settings, broker, queue, listeners);
    }

    /** A node is ready without: what it takes waits in the database until the broker is back. */
    @Bean("broker")
    @WhenQueued(Role.API)
    HealthIndicator brokerHealth(MessageQueue queue) {
        return () -> (queue.isOpen() ? Health.up() : Health.down()).build();
    }
}
