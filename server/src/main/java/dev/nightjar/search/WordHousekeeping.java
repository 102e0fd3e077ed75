package dev.nightjar.search;

import dev.nightjar.jobs.Batches;
import dev.nightjar.jobs.Recurring;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forgets words that no event of their account has any more. */
@Component
class WordHousekeeping implements Recurring {

    private static final int ACCOUNTS = 100;

    private final JdbcClient jdbc;

    WordHousekeeping(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "search-words";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run() {
        UUID[] after = {new UUID(0, 0)};
        Batches.run(ACCOUNTS, size -> {
            List<UUID> accounts = jdbc.sql(
                            "select distinct account from search_words where account > ? order by account limit ?")
                    .params(after[0], size)
                    .query(UUID.class)
                    .list();
            accounts.forEach(this::forgetUnused);
            after[0] = accounts.isEmpty() ? after[0] : accounts.getLast();
            return accounts.size();
        });
    }

    private void forgetUnused(UUID account) {
        jdbc.sql("""
                        delete from search_words known where account = :account and not exists (
                            select from search_entries
                            where account = :account and words @@ ('''' || known.word || '''')::tsquery)
                        """).param("account", account).update();
    }
}
