package dev.nightjar;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/**
 * The program in the role of a worker alone: it looks at clips that the queue brings, with the grants that come with
 * them, and answers by the queue. No database, no people, no pages: only its health is served.
 */
@EnableAutoConfiguration(
        exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class, MailSenderAutoConfiguration.class})
@ComponentScan({"dev.nightjar.inference", "dev.nightjar.queue", "dev.nightjar.storage"})
@Import({ClockConfiguration.class, JsonConfiguration.class, SettingsCheck.class})
class Worker {}
