package dev.nightjar.search;

import com.fasterxml.uuid.Generators;
import dev.nightjar.devices.Pairing;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.search.WrittenFindings.Written;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Events of an account as {@link SearchBench} needs them: those that were written, and many that are made of these. */
final class SearchFill {

    private static final int BATCH = 1_000;

    /** How far the meaning of a made event is from the one it was made of, as a share of each part's usual size. */
    private static final double SPREAD = 0.6;

    private static final String EVENT = """
            insert into events (account, id, device, session, state, happened_at, trigger, analysis, findings, change,
                announced_at, done_at, moved_at)
            values (?, ?, ?, ?, 'done', ?, ?::jsonb, 'done', ?::jsonb, 1, ?, ?, ?)
            """;

    private final ConfigurableApplicationContext program;
    private final AccountId account;
    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final Instant now;
    private final Map<String, UUID> cameras = new HashMap<>();
    private List<Written> written = List.of();
    private final List<UUID> ids = new ArrayList<>();

    SearchFill(ConfigurableApplicationContext program, AccountId account) {
        this.program = program;
        this.account = account;
        this.jdbc = program.getBean(JdbcTemplate.class);
        this.json = program.getBean(JsonMapper.class);
        this.now = program.getBean(Clock.class).instant();
    }

    /** Writes them as events, has their entries written as after an update, and says which event is which. */
    Map<UUID, String> written(List<Written> findings) {
        written = findings;
        Pairing pairing = program.getBean(Pairing.class);
        Map<UUID, String> names = new HashMap<>();
        for (int i = 0; i < findings.size(); i++) {
            Written one = findings.get(i);
            cameras.computeIfAbsent(
                    one.camera(),
                    name -> pairing.pair(pairing.code(account, name).code())
                            .device()
                            .id()
                            .value());
            UUID id = newId();
            jdbc.update(EVENT, event(one, id, now.minusSeconds(3600L * i)));
            ids.add(id);
            names.put(id, one.name());
        }
        rebuild();
        return names;
    }

    private void rebuild() {
        Rebuild rebuild = program.getBean(Rebuild.class);
        rebuild.start();
        while (rebuild.state().finishedAt() == null) {
            LockSupport.parkNanos(50_000_000);
        }
    }

    private Object[] event(Written one, UUID id, Instant at) {
        UUID camera = cameras.get(one.camera());
        Timestamp time = Timestamp.from(at);
        return new Object[] {
            account.value(),
            id,
            camera,
            camera,
            time,
            "{\"type\":\"%s\",\"score\":0.03,\"doubt\":false}".formatted(one.trigger()),
            json.writeValueAsString(one.findings()),
            time,
            time,
            time
        };
    }

    /**
     * Writes events up to that number, each made of two that were written: it has the words of one and those that were
     * observed in the other, and means nearly what the first does.
     */
    void many(int events) {
        Random random = new Random(1);
        List<byte[]> meanings = ids.stream().map(this::meaning).toList();
        for (int done = ids.size(); done < events; done += BATCH) {
            batch(Math.min(BATCH, events - done), done, meanings, random);
        }
        JdbcClient client = program.getBean(JdbcClient.class);
        client.sql("vacuum analyze events").update();
        client.sql("vacuum analyze search_entries").update();
    }

    private byte[] meaning(UUID id) {
        return program.getBean(JdbcClient.class)
                .sql("select meaning from search_entries where account = ? and event = ?")
                .params(account.value(), id)
                .query(byte[].class)
                .single();
    }

    private void batch(int size, int number, List<byte[]> meanings, Random random) {
        List<Object[]> events = new ArrayList<>();
        List<Object[]> entries = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int first = random.nextInt(written.size());
            int second = random.nextInt(written.size());
            UUID id = newId();
            events.add(event(written.get(first), id, now.minusSeconds(26L * (number + i))));
            entries.add(new Object[] {
                id, near(meanings.get(first), random), account.value(), ids.get(first), account.value(), ids.get(second)
            });
        }
        jdbc.batchUpdate(EVENT, events);
        jdbc.batchUpdate("""
                insert into search_entries (account, event, change, device, session, happened_at, moved, heard, concern,
                    labels, words, meaning, written_at)
                select a.account, n.id, 1, a.device, a.session, e.happened_at, a.moved, a.heard, a.concern,
                    a.labels, a.words || ts_filter(b.words, '{c}'), n.meaning, clock_timestamp() - interval '1 hour'
                from (select ?::uuid as id, ?::bytea as meaning) n
                join search_entries a on a.account = ? and a.event = ?
                join search_entries b on b.account = ? and b.event = ?
                join events e on e.account = a.account and e.id = n.id
                """, entries);
    }

    private static byte[] near(byte[] meaning, Random random) {
        float[] moved = new float[meaning.length];
        double usual = Meaning.length(meaning) / Math.sqrt(meaning.length);
        for (int i = 0; i < moved.length; i++) {
            moved[i] = (float) (meaning[i] + random.nextGaussian() * usual * SPREAD);
        }
        return Meaning.of(moved);
    }

    private static UUID newId() {
        return Generators.timeBasedEpochGenerator().generate();
    }
}
