package dev.nightjar;

import dev.nightjar.identity.ids.AccountId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Events of a large household among many small ones, as {@link ScaleBench} needs them. */
final class ScaleFill {

    static final int ACCOUNTS = 2_000;

    private static final int CHUNK = 100_000;
    private static final byte[] FILE = new byte[200];

    private final JdbcClient jdbc;
    private final Path blobs;

    /** @param data the program's data folder */
    ScaleFill(JdbcClient jdbc, Path data) {
        this.jdbc = jdbc;
        this.blobs = data.resolve("storage/blobs");
    }

    /**
     * Writes the rows, in the order of their time. An account's share falls with its rank, so that the first has about
     * a tenth of all.
     *
     * @param first the account of rank 1
     * @param old how many are older than the 30 days of the plan Home
     */
    void rows(AccountId first, int events, int old) {
        jdbc.sql("""
                        create table bench_accounts as
                        select n, case n when 0 then uuid '%s' else gen_random_uuid() end as id, uuidv7() as device
                        from generate_series(0, %d) as n
                        """.formatted(first, ACCOUNTS * 4)).update();
        jdbc.sql("create unique index on bench_accounts (n)").update();
        for (int from = 0; from < events; from += CHUNK) {
            jdbc.sql(ROWS)
                    .param("old", old)
                    .param("events", events)
                    .param("accounts", ACCOUNTS)
                    .param("from", from)
                    .param("to", Math.min(from + CHUNK, events) - 1)
                    .update();
        }
        jdbc.sql("""
                insert into event_reasons (account, event, why)
                select account, id, '{"score":0.031,"cells":[12,13,28,29],"settings":{"sensitivity":"medium"},"points":
                    [[0,0.01],[0.1,0.012],[0.2,0.019],[0.3,0.024],[0.4,0.031],[0.5,0.03]]}' from events
                """).update();
        jdbc.sql("""
                insert into event_labels (account, event, label, device, session, happened_at)
                select account, id, label, device, session, happened_at
                from events, unnest(array['person', 'dog', 'bear'], array[1, 10, 1000]) as seen (label, one_of)
                where state = 'done' and abs(hashtext(id::text || label)) % one_of = 0
                """).update();
        jdbc.sql("vacuum analyze event_labels").update();
        jdbc.sql("vacuum analyze events").update();
        jdbc.sql("vacuum analyze event_reasons").update();
    }

    /** Writes small files, as a folder keeps them, for the events of before the given number of days; how many. */
    int files(int days) {
        int[] written = {0};
        jdbc.sql("""
                        select account, device, id, clip is not null as clip, poster_key from events
                        where announced_at < now() - make_interval(days => :days)
                        """).param("days", days).query((ResultSet row) -> {
            String account = row.getString("account");
            if (row.getBoolean("clip")) {
                write("clips/%s/%s/%s".formatted(account, row.getString("device"), row.getString("id")), "mp4");
                written[0]++;
            }
            String poster = row.getString("poster_key");
            if (poster != null) {
                write(poster, "jpg");
                written[0]++;
            }
        });
        return written[0];
    }

    /** Lets somebody have looked at those of the account's newest events, one by one. */
    void reviews(UUID account, UUID person, int events) {
        jdbc.sql("""
                insert into event_reviews (account, event, person, reviewed_at)
                select account, id, cast(:person as uuid), happened_at from events
                where account = :account order by happened_at desc limit :events
                """)
                .param("account", account)
                .param("person", person)
                .param("events", events)
                .update();
        jdbc.sql("vacuum analyze event_reviews").update();
    }

    /** The account of that rank, from 0. */
    UUID account(int rank) {
        return jdbc.sql("select id from bench_accounts where n = ?")
                .param(rank)
                .query(UUID.class)
                .single();
    }

    /** How many of the files that were written are there. */
    long filesLeft() {
        try (Stream<Path> all = Files.walk(blobs)) {
            return all.filter(Files::isRegularFile).count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void write(String key, String ending) {
        try {
            Files.write(Files.createDirectories(blobs.resolve(key)).resolve("content." + ending), FILE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static final String ROWS = """
            insert into events (account, id, device, session, state, happened_at, trigger, clip, analysis,
                analysis_round, analysis_tries, analysis_attempt, findings, poster_key, previews, triggered_at,
                clip_ready_at, announced_at, uploaded_at, analysis_started_at, done_at, moved_at)
            select account, id, device, device, state, at, jsonb '{"type":"motion","score":0.031,"changedShare":0.2,
                "cells":[12,13,28,29,44,45],"doubt":false}',
                case when state in ('done', 'failed') then jsonb '{"durationSeconds":18.2,"preSeconds":10.2,
                    "postSeconds":8,"bytes":1843200,"contentType":"video/mp4",
                    "sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}' end,
                case state when 'done' then 'done' when 'failed' then 'failed' else 'none' end, 1, 1, '1-1',
                case when state = 'done' then jsonb '{"labels":[{"name":"person","confidence":0.82,"firstSeenSeconds":1.5,
                    "count":1},{"name":"dog","confidence":0.61,"firstSeenSeconds":3.0,"count":1}],"summary":
                    "A person with a dog, for about 6 s.","title":"A person with a dog","observations":[{"atSeconds":1.5,
                    "text":"A person is first seen."},{"atSeconds":3.0,"text":"A dog is first seen."}],"concern":1,
                    "tags":["person","dog"],"engine":"onnx","model":"nanodet-plus-m","frames":8,"tookSeconds":0.4}' end,
                case when state = 'done' then 'derived/' || account || '/' || id || '/1-1/poster.jpg' end,
                2, at, at + interval '15 s', at, at + interval '18 s', at + interval '19 s', at + interval '20 s',
                at + interval '20 s'
            from (
                select one.id as account, camera.device, now() - age as at, uuidv7(-age) as id,
                    case when part < 0.8 then 'done' when part < 0.92 then 'dismissed' when part < 0.97 then 'expired'
                        else 'failed' end as state
                from (
                    select i, random() as part,
                        case when i < :old then interval '30 days 1 hour' + (:old - i) * interval '3 days' / :old
                            else (:events - i) * interval '29 days' / (:events - :old) end as age,
                        floor(least(power(:accounts, random()), :accounts)) - 1 as rank,
                        floor(power(random(), 2) * 4) as camera
                    from generate_series(:from, :to) as i) as drawn
                join bench_accounts one on one.n = drawn.rank
                join bench_accounts camera on camera.n = drawn.rank * 4 + drawn.camera) as made
            """;
}
