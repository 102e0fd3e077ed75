package dev.nightjar.telegram;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How far the messages to a bot were read, and how that goes: what all nodes know of it. */
@Service
public class Bots {

    /** After a week without messages Telegram may begin to count anywhere: a little less, to be sure. */
    private static final Duration COUNTED_ON = Duration.ofDays(6);

    private final JdbcClient jdbc;
    private final Clock clock;

    Bots(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What is known of the bot; nothing before it was first asked. */
    public Optional<BotState> find(long bot) {
        return jdbc.sql("""
                select name, trouble, case when taken_at > :counted then next_update else 0 end as next_update
                from telegram_bots where bot = :bot
                """)
                .param("bot", bot)
                .param("counted", Timestamp.from(clock.instant().minus(COUNTED_ON)))
                .query((row, index) ->
                        new BotState(row.getString("name"), row.getLong("next_update"), row.getString("trouble")))
                .optional();
    }

    /** It answers, and is called so. */
    public void answers(long bot, String name) {
        jdbc.sql("""
                insert into telegram_bots (bot, name, next_update) values (?, ?, 0)
                on conflict (bot) do update set name = excluded.name
                """).params(bot, name).update();
    }

    /** Its messages cannot be read, or can again when there is none; whether that is news. */
    public boolean trouble(long bot, @Nullable String trouble) {
        return jdbc.sql("""
                        insert into telegram_bots as b (bot, next_update, trouble)
                        values (:bot, 0, cast(:trouble as text))
                        on conflict (bot) do update set trouble = excluded.trouble
                        where b.trouble is distinct from excluded.trouble
                        """).param("bot", bot).param("trouble", trouble).update() > 0;
    }

    /**
     * Takes an update for this transaction, and only once: whoever else reads the same waits until it is committed, and
     * then finds it taken.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean take(long bot, long update) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        insert into telegram_bots as b (bot, next_update, taken_at) values (:bot, :next, :now)
                        on conflict (bot) do update set next_update = :next, taken_at = :now
                        where b.next_update < :next or b.taken_at <= :counted
                        """)
                        .param("bot", bot)
                        .param("next", update + 1)
                        .param("now", Timestamp.from(now))
                        .param("counted", Timestamp.from(now.minus(COUNTED_ON)))
                        .update()
                > 0;
    }

    /**
     * What is known of a bot.
     *
     * @param name without {@code @}; null until it was asked
     * @param nextUpdate the number from which on its messages have not been read; 0 for all that wait
     * @param trouble why they cannot be read, in words; null while they can
     */
    public record BotState(
            @Nullable String name,
            long nextUpdate,
            @Nullable String trouble) {}
}
