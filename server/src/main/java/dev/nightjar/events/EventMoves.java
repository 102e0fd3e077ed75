package dev.nightjar.events;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.identity.ids.SessionId;
import dev.nightjar.inference.ClipAnalysed;
import dev.nightjar.storage.BlobKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * The moves of events between their states. Each is one update that names the state it starts from, so of many who
 * try the same move exactly one succeeds.
 */
@Repository
class EventMoves {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final EventRowMapper mapper;

    EventMoves(JdbcClient jdbc, JsonMapper json, EventRowMapper mapper) {
        this.jdbc = jdbc;
        this.json = json;
        this.mapper = mapper;
    }

    /**
     * {@code announced, dismissed, expired → uploading}, and {@code done} when it was without a clip: the clip is known
     * and on its way. What the announcement says counts more than what the preview said, but a clip that was announced
     * before is the one that may have come.
     */
    boolean awaitClip(
            AccountId account, EventId event, EventAnnouncement announcement, ClipDescription clip, Instant now) {
        AnnouncementTrace trace = announcement.trace();
        Instant clipReadyAt = trace == null ? null : trace.clipReadyAt();
        return jdbc.sql("""
                                update events set state = 'uploading', change = change + 1, moved_at = :now,
                                    done_at = null, clip = coalesce(clip, cast(:clip as jsonb)),
                                    trigger = cast(:trigger as jsonb),
                                    clip_ready_at = coalesce(cast(:clipReadyAt as timestamptz), clip_ready_at)
                                where account = :account and id = :id
                                  and (state in ('announced', 'dismissed', 'expired')
                                       or state = 'done' and clip is null and analysis = 'none')
                                """)
                        .param("account", account.value())
                        .param("id", event.value())
                        .param("clip", json.writeValueAsString(clip))
                        .param("trigger", json.writeValueAsString(announcement.trigger()))
                        .param("clipReadyAt", clipReadyAt == null ? null : Timestamp.from(clipReadyAt))
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** {@code announced, uploading → done}: no clip will come. */
    boolean withoutClip(AccountId account, EventId event, Instant now) {
        return jdbc.sql("""
                                update events set state = 'done', change = change + 1, moved_at = :now, done_at = :now,
                                    clip = null
                                where account = :account and id = :id and state in ('announced', 'uploading')
                                """)
                        .param("account", account.value())
                        .param("id", event.value())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** {@code dismissed → announced}: somebody wants the clip after all. */
    boolean restore(AccountId account, EventId event, Instant now) {
        return jdbc.sql("""
                                update events set state = 'announced', change = change + 1, moved_at = :now,
                                    done_at = null
                                where account = :account and id = :id and state = 'dismissed'
                                """)
                        .param("account", account.value())
                        .param("id", event.value())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /**
     * {@code from → processing}, a new round of analysis; empty when the event was not in that state. One that is done
     * was skipped before, or told of by another analyser than was wanted; it keeps its findings meanwhile.
     */
    Optional<StoredEvent> process(AccountId account, EventId event, EventState from, Instant now) {
        return jdbc.sql("""
                        update events set state = 'processing', change = change + 1, moved_at = :now,
                            analysis = 'pending', analysis_code = null, analysis_text = null, analysis_until = null,
                            analysis_round = analysis_round + 1, analysis_tries = 0, analysis_failures = 0,
                            analysis_attempt = null,
                            uploaded_at = coalesce(uploaded_at, :now), done_at = null
                        where account = :account and id = :id and state = :from
                          and (state <> 'done' or analysis = 'skipped' or jsonb_exists(findings, 'notHeard'))
                        returning *
                        """)
                .param("account", account.value())
                .param("id", event.value())
                .param("from", from.text())
                .param("now", Timestamp.from(now))
                .query(mapper)
                .optional();
    }

    /**
     * {@code processing → done} without an analysis, in the transaction that sent the event there.
     *
     * @param until when what was missing is there again
     */
    StoredEvent skip(StoredEvent processing, String reason, Instant until, Instant now) {
        return jdbc.sql("""
                        update events set state = 'done', moved_at = :now, done_at = :now,
                            analysis = 'skipped', analysis_code = :reason, analysis_until = :until
                        where account = :account and id = :id and state = 'processing' and analysis_round = :round
                        returning *
                        """)
                .param("account", processing.account().value())
                .param("id", processing.event().id().value())
                .param("round", processing.round())
                .param("reason", reason)
                .param("until", Timestamp.from(until))
                .param("now", Timestamp.from(now))
                .query(mapper)
                .single();
    }

    /** Names a new attempt within a round; earlier ones then come too late. Empty when the event has moved on. */
    Optional<StoredEvent> attempt(AccountId account, EventId event, int round, Instant now) {
        return jdbc.sql("""
                        update events set change = change + 1, analysis_tries = analysis_tries + 1,
                            analysis_attempt = analysis_round || '-' || (analysis_tries + 1),
                            analysis_started_at = coalesce(analysis_started_at, :now)
                        where account = :account and id = :id and state = 'processing'
                          and analysis_round = :round
                        returning *
                        """)
                .param("account", account.value())
                .param("id", event.value())
                .param("round", round)
                .param("now", Timestamp.from(now))
                .query(mapper)
                .optional();
    }

    /**
     * Waits for that attempt no longer, and for no repetition of its answer: another is to follow. Empty when it was not
     * the awaited one.
     *
     * @param failed whether it counts against the round
     */
    Optional<EndedAttempt> endAttempt(AccountId account, EventId event, String attempt, boolean failed, Instant now) {
        return jdbc.sql("""
                        update events set analysis_attempt = null, moved_at = :now,
                            analysis_failures = analysis_failures + :failed
                        where account = :account and id = :id and state = 'processing'
                          and analysis_attempt = :attempt
                        returning analysis_round, analysis_failures
                        """)
                .param("account", account.value())
                .param("id", event.value())
                .param("attempt", attempt)
                .param("failed", failed ? 1 : 0)
                .param("now", Timestamp.from(now))
                .query((row, number) -> new EndedAttempt(
                        new AnalysisDue(account, event, row.getInt("analysis_round")),
                        attempt,
                        row.getInt("analysis_failures")))
                .optional();
    }

    /** {@code processing → done}, when the result is the awaited one. */
    Optional<EventChanged> done(ClipAnalysed.Done done, Instant now) {
        BlobKey poster = done.poster();
        ClipAnalysed.Strip strip = done.strip();
        BlobKey file = done.file();
        return jdbc.sql("""
                                update events set state = 'done', change = change + 1, moved_at = :now,
                                    analysis = 'done', findings = cast(:findings as jsonb), poster_key = :poster,
                                    strip_key = :strip, strip_frames = :stripFrames, findings_key = :file,
                                    done_at = :now
                                where account = :account and id = :id and state = 'processing'
                                  and analysis_attempt = :attempt
                                returning account, id, device, session, state
                                """)
                .param("account", done.account().value())
                .param("id", done.event().value())
                .param("attempt", done.attempt())
                .param("findings", json.writeValueAsString(done.findings()))
                .param("poster", poster == null ? null : poster.value())
                .param("strip", strip == null ? null : strip.key().value())
                .param("stripFrames", strip == null ? 0 : strip.frames())
                .param("file", file == null ? null : file.value())
                .param("now", Timestamp.from(now))
                .query(EventMoves::changed)
                .optional();
    }

    /** {@code processing → failed}, when the result is the awaited one; back to {@code done} where there are findings. */
    Optional<EventChanged> failed(ClipAnalysed.Failed failed, Instant now) {
        return jdbc.sql("""
                                update events set change = change + 1, moved_at = :now, done_at = :now,
                                    state = case when findings is null then 'failed' else 'done' end,
                                    analysis = case when findings is null then 'failed' else 'done' end,
                                    analysis_code = case when findings is null then :code end,
                                    analysis_text = case when findings is null then :text end
                                where account = :account and id = :id and state = 'processing'
                                  and analysis_attempt = :attempt
                                returning account, id, device, session, state
                                """)
                .param("account", failed.account().value())
                .param("id", failed.event().value())
                .param("attempt", failed.attempt())
                .param("code", failed.code())
                .param("text", failed.text())
                .param("now", Timestamp.from(now))
                .query(EventMoves::changed)
                .optional();
    }

    /** As {@link #failed}, whatever attempt of the round is awaited. */
    Optional<EventChanged> giveUp(AccountId account, EventId event, int round, String code, String text, Instant now) {
        return jdbc.sql("""
                                update events set change = change + 1, moved_at = :now, done_at = :now,
                                    state = case when findings is null then 'failed' else 'done' end,
                                    analysis = case when findings is null then 'failed' else 'done' end,
                                    analysis_code = case when findings is null then :code end,
                                    analysis_text = case when findings is null then :text end,
                                    analysis_attempt = null
                                where account = :account and id = :id and state = 'processing'
                                  and analysis_round = :round
                                returning account, id, device, session, state
                                """)
                .param("account", account.value())
                .param("id", event.value())
                .param("round", round)
                .param("code", code)
                .param("text", text)
                .param("now", Timestamp.from(now))
                .query(EventMoves::changed)
                .optional();
    }

    /** {@code announced, uploading → expired} for those that have waited since before the time; a batch of them. */
    List<EventChanged> expire(Instant waitingSince, int limit, Instant now) {
        return jdbc.sql("""
                        update events set state = 'expired', change = change + 1, moved_at = :now, done_at = :now
                        where (account, id) in (
                            select account, id from events
                            where state in ('announced', 'uploading') and moved_at < :since
                            order by moved_at limit :limit for update skip locked)
                        returning account, id, device, session, state
                        """)
                .param("since", Timestamp.from(waitingSince))
                .param("limit", limit)
                .param("now", Timestamp.from(now))
                .query(EventMoves::changed)
                .list();
    }

    /** Of a row that an update returned: whose event it is, and its state from then on. */
    static EventChanged changed(ResultSet row, int number) throws SQLException {
        return new EventChanged(
                new AccountId(row.getObject("account", UUID.class)),
                new EventId(row.getObject("id", UUID.class)),
                new DeviceId(row.getObject("device", UUID.class)),
                new SessionId(row.getObject("session", UUID.class)),
                EventState.of(row.getString("state")));
    }
}
