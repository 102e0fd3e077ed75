package dev.nightjar.queue;

import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.servicebus.jms.ServiceBusJmsConnectionFactory;
import com.azure.servicebus.jms.ServiceBusJmsConnectionFactorySettings;
import jakarta.jms.ConnectionFactory;
import java.net.URI;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.apache.qpid.jms.policy.JmsDefaultPrefetchPolicy;

/** Opens connections to the broker that the settings name. */
final class Brokers {

    private Brokers() {}

    /**
     * Connections that fail when the broker goes, instead of waiting for it in silence; who uses them opens new ones.
     *
     * @throws RoleStartException when the settings lack the address
     */
    static ConnectionFactory factory(QueueSettings settings) {
        // else the JDK warns, between the lines of the log, of what the client's network library uses
        System.setProperty("io.netty.noUnsafe", "true");
        return settings.kind() == QueueKind.SERVICEBUS ? serviceBus(settings) : amqp(settings);
    }

    private static ConnectionFactory amqp(QueueSettings settings) {
        URI address = settings.address();
        if (address == null || address.getHost() == null || !isAmqp(address)) {
            throw new RoleStartException(
                    "The queue needs the address of one broker, and has %s."
                            .formatted(address == null ? "none" : "'" + address + "'"),
                    "Set nightjar.queue.address (NIGHTJAR_QUEUE_ADDRESS), such as amqps://broker:5671.");
        }
        JmsConnectionFactory factory = new JmsConnectionFactory(address);
        factory.setUsername(settings.username());
        factory.setPassword(settings.password());
        long wait = settings.answerWithin().toMillis();
        factory.setConnectTimeout(wait);
        factory.setRequestTimeout(wait);
        factory.setSendTimeout(wait);
        factory.setCloseTimeout(wait);
        JmsDefaultPrefetchPolicy onlyWhatIsWorkedOn = new JmsDefaultPrefetchPolicy();
        onlyWhatIsWorkedOn.setAll(0);
        factory.setPrefetchPolicy(onlyWhatIsWorkedOn);
        return factory;
    }

    private static boolean isAmqp(URI address) {
        return "amqp".equals(address.getScheme()) || "amqps".equals(address.getScheme());
    }

    private static ConnectionFactory serviceBus(QueueSettings settings) {
        ServiceBusJmsConnectionFactorySettings options = new ServiceBusJmsConnectionFactorySettings();
        options.setShouldReconnect(false);
        ServiceBusJmsConnectionFactory factory = opened(settings, options);
        if (factory.getPrefetchPolicy() instanceof JmsDefaultPrefetchPolicy policy) {
            policy.setAll(0);
        }
        return factory;
    }

    private static ServiceBusJmsConnectionFactory opened(
            QueueSettings settings, ServiceBusJmsConnectionFactorySettings options) {
        if (settings.connectionString() != null) {
            return new ServiceBusJmsConnectionFactory(settings.connectionString(), options);
        }
        if (settings.namespace() == null) {
            throw new RoleStartException(
                    "The queue is Azure Service Bus, and nothing says which.",
                    "Set nightjar.queue.namespace (NIGHTJAR_QUEUE_NAMESPACE), such as NAME.servicebus.windows.net,"
                            + " or NIGHTJAR_QUEUE_CONNECTIONSTRING in the environment.");
        }
        return new ServiceBusJmsConnectionFactory(
                new ManagedIdentityCredentialBuilder()
                        .clientId(settings.identityClientId())
                        .build(),
                settings.namespace(),
                options);
    }
}
