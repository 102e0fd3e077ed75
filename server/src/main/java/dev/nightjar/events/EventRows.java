package dev.nightjar.events;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The tables {@code events} and {@code deleted_events}, except for the moves between states. */
@Repository
class EventRows {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final EventRowMapper mapper;

    EventRows(JdbcClient jdbc, JsonMapper json, EventRowMapper mapper) {
        this.jdbc = jdbc;
        this.json = json;
        this.mapper = mapper;
    }

    /** Whether this call was the one that wrote the row; waits for others who write the same one. */
    boolean insert(AccountId account, Event event) {
        ClipDescription clip = event.clip();
        PreviewVerdict verdict = event.verdict();
        return jdbc.sql("""
                                insert into events (account, id, device, session, state, happened_at, trigger, clip,
                                    analysis, verdict, triggered_at, previewed_at, judged_at, clip_ready_at,
                                    announced_at, done_at, moved_at)
                                values (:account, :id, :device, :session, :state, :at, cast(:trigger as jsonb),
                                    cast(:clip as jsonb), :analysis, cast(:verdict as jsonb), :triggeredAt, :previewedAt,
                                    :judgedAt, :clipReadyAt, :announcedAt, :doneAt, :announcedAt)
                                on conflict do nothing
                                """)
                        .param("account", account.value())
                        .param("id", event.id().value())
                        .param("device", event.deviceId().value())
                        .param("session", event.sessionId().value())
                        .param("state", event.state().text())
                        .param("at", Timestamp.from(event.at()))
                        .param("trigger", json.writeValueAsString(event.trigger()))
                        .param("clip", clip == null ? null : json.writeValueAsString(clip))
                        .param("analysis", event.analysis().status().text())
                        .param("verdict", verdict == null ? null : json.writeValueAsString(verdict))
                        .param("previewedAt", timestamp(event.trace().previewedAt()))
                        .param("judgedAt", timestamp(event.trace().judgedAt()))
                        .param("triggeredAt", timestamp(event.trace().triggeredAt()))
                        .param("clipReadyAt", timestamp(event.trace().clipReadyAt()))
                        .param("announcedAt", timestamp(event.trace().announcedAt()))
                        .param("doneAt", timestamp(event.trace().doneAt()))
                        .update()
                == 1;
    }

    Optional<StoredEvent> find(AccountId account, EventId event) {
        return jdbc.sql("select * from events where account = :account and id = :id")
                .param("account", account.value())
                .param("id", event.value())
                .query(mapper)
                .optional();
    }

    /** The event, which nobody else moves until this transaction ends. */
    Optional<StoredEvent> findToMove(AccountId account, EventId event) {
        return jdbc.sql("select * from events where account = :account and id = :id for update")
                .param("account", account.value())
                .param("id", event.value())
                .query(mapper)
                .optional();
    }

    /** Events whose clip may have come without a word; some of them at a time, so that none is always left out. */
    List<StoredEvent> uploadingSince(Instant time, int limit) {
        return jdbc.sql("""
                        select * from events where state = 'uploading' and moved_at < :time
                        order by random() limit :limit
                        """)
                .param("time", Timestamp.from(time))
                .param("limit", limit)
                .query(mapper)
                .list();
    }

    /** Events whose analysis should long have ended; some of them, as above. */
    List<StoredEvent> processingSince(Instant time, int limit) {
        return jdbc.sql("""
                        select * from events where state = 'processing' and moved_at < :time
                        order by random() limit :limit
                        """)
                .param("time", Timestamp.from(time))
                .param("limit", limit)
                .query(mapper)
                .list();
    }

    /** Whether an event has waited for the end of its analysis since before that time. */
    boolean isProcessingSince(Instant time) {
        return jdbc.sql("select exists (select 1 from events where state = 'processing' and moved_at < ?)")
                .param(Timestamp.from(time))
                .query(Boolean.class)
                .single();
    }

    /** Notes how many preview frames are stored; whether this call was the one that did. */
    Optional<EventChanged> previewed(AccountId account, EventId event, int frames) {
        return jdbc.sql("""
                        update events set previews = :frames, change = change + 1
                        where account = :account and id = :id and previews = 0
                        returning account, id, device, session, state
                        """)
                .param("account", account.value())
                .param("id", event.value())
                .param("frames", frames)
                .query(EventMoves::changed)
                .optional();
    }

    /** Notes what a person says of the event, and of which findings; whether that is news. */
    boolean feedback(AccountId account, EventId event, @Nullable Feedback feedback, Instant now) {
        return jdbc.sql("""
                                update events set feedback = cast(:feedback as jsonb), change = change + 1,
                                    feedback_on = case when cast(:feedback as jsonb) is null then null else findings end,
                                    feedback_at = case when cast(:feedback as jsonb) is null then null
                                        else cast(:now as timestamptz) end
                                where account = :account and id = :id
                                  and feedback is distinct from cast(:feedback as jsonb)
                                """)
                        .param("now", Timestamp.from(now))
                        .param("account", account.value())
                        .param("id", event.value())
                        .param("feedback", feedback == null ? null : json.writeValueAsString(feedback))
                        .update()
                == 1;
    }

    /** Deletes the event and remembers that it did; whether it was there. */
    boolean delete(AccountId account, EventId event, Instant now) {
        int deleted = jdbc.sql("delete from events where account = :account and id = :id")
                .param("account", account.value())
                .param("id", event.value())
                .update();
        if (deleted == 0) {
            return false;
        }
        jdbc.sql("insert into deleted_events (account, id, deleted_at) values (:account, :id, :now)")
                .param("account", account.value())
                .param("id", event.value())
                .param("now", Timestamp.from(now))
                .update();
        return true;
    }

    boolean wasDeleted(AccountId account, EventId event) {
        return jdbc.sql("select exists (select from deleted_events where account = :account and id = :id)")
                .param("account", account.value())
                .param("id", event.value())
                .query(Boolean.class)
                .single();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }
}
