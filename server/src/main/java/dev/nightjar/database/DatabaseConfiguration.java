package dev.nightjar.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Objects;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The database that everything uses: an external one where its address is set, else the program's own. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    @ConditionalOnProperty("nightjar.database.url")
    JdbcConnectionDetails externalDatabase(DatabaseSettings settings) {
        return new Connection(
                Objects.requireNonNull(settings.url()),
                Objects.requireNonNullElse(settings.username(), ""),
                Objects.requireNonNullElse(settings.password(), ""));
    }

    /** Who waits for a connection gets one in turn. */
    @Bean
    static BeanPostProcessor fairConnections() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof HikariDataSource pool ? new FairConnections(pool) : bean;
            }
        };
    }

    /** Spring closes it after all that depends on it: the pool, the scheduler, the web server. */
    @Bean(destroyMethod = "close")
    @ConditionalOnProperty(name = "nightjar.database.url", matchIfMissing = true, havingValue = "none")
    EmbeddedDatabase embeddedDatabase(DatabaseSettings settings) {
        if (!settings.embedded()) {
            throw new DatabaseStartException(
                    "There is no database: set nightjar.database.url (NIGHTJAR_DATABASE_URL) to its JDBC address.");
        }
        return EmbeddedDatabase.start(settings);
    }

    @Bean
    @ConditionalOnProperty(name = "nightjar.database.url", matchIfMissing = true, havingValue = "none")
    JdbcConnectionDetails embeddedConnection(EmbeddedDatabase database) {
        return new Connection(database.url(), EmbeddedDatabase.APPLICATION, database.applicationPassword());
    }

    private record Connection(String getJdbcUrl, String getUsername, String getPassword)
            implements JdbcConnectionDetails {

        @Override
        public String toString() {
            return "Connection[%s]".formatted(getJdbcUrl);
        }
    }
}
