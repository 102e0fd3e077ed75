package dev.nightjar.telegram.internal;

import dev.nightjar.telegram.Bots;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether the messages to the bot are read. A node is ready without: it is no reason to send people elsewhere. */
@Component("telegram")
@WhenTelegram
class TelegramHealth implements HealthIndicator {

    private final Bots bots;
    private final UpdatePolling polling;
    private final TelegramSettings settings;

    TelegramHealth(Bots bots, UpdatePolling polling, TelegramSettings settings) {
        this.bots = bots;
        this.polling = polling;
        this.settings = settings;
    }

    @Override
    public Health health() {
        Optional<String> trouble = bots.find(settings.bot()).flatMap(bot -> Optional.ofNullable(bot.trouble()));
        Health.Builder health = trouble.isEmpty() ? Health.up() : Health.down().withDetail("why", trouble.get());
        return health.withDetail("readByThisNode", polling.isReading()).build();
    }
}
