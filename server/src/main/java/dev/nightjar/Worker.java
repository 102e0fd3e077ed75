package dev.nightjar;

import dev.nightjar.queue.MessageQueue;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/**
 * The program in the role of a worker alone: it looks at clips that the queue brings, with the grants that come with
 * them, and answers by the queue. No database, no people, no pages: its port serves health and metrics, for whoever
 * looks after it.
 */
@EnableAutoConfiguration(
        exclude = {
            DataSourceAutoConfiguration.class,
            FlywayAutoConfiguration.class,
            MailSenderAutoConfiguration.class,
            ManagementWebSecurityAutoConfiguration.class,
            SecurityAutoConfiguration.class,
            SecurityFilterAutoConfiguration.class,
            ServletWebSecurityAutoConfiguration.class,
            UserDetailsServiceAutoConfiguration.class
        })
@ComponentScan({"dev.nightjar.inference", "dev.nightjar.queue", "dev.nightjar.storage"})
@Import({ClockConfiguration.class, JsonConfiguration.class, SettingsCheck.class})
class Worker {

    /** A worker is of no use without its queue; who takes clips can wait for it. */
    @Bean
    HealthIndicator queueHealthIndicator(MessageQueue queue) {
        return () -> queue.isOpen() ? Health.up().build() : Health.down().build();
    }
}
