package dev.nightjar.alerts;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.AlertId;
import dev.nightjar.identity.ids.Cursor;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.PersonId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code alerts}. */
@Repository
class AlertRows {

    private final JdbcClient jdbc;
    private final AlertRowMapper mapper = new AlertRowMapper();

    AlertRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<StoredAlert> find(AccountId account, AlertId id) {
        return jdbc.sql("select * from alerts where account = ? and id = ?")
                .params(account.value(), id.value())
                .query(mapper)
                .optional();
    }

    Optional<StoredAlert> of(AccountId account, PersonId person, String subject) {
        return jdbc.sql("select * from alerts where account = ? and person = ? and subject = ?")
                .params(account.value(), person.value(), subject)
                .query(mapper)
                .optional();
    }

    /** The rule's summary that began last, if it did not begin before the time. */
    Optional<StoredAlert> openSummary(AccountId account, PersonId person, UUID rule, Instant since) {
        return jdbc.sql("""
                        select * from alerts
                        where account = :account and person = :person and kind = 'summary' and due_at is null
                          and :rule = any(rules) and happened_at > :since
                        order by happened_at desc limit 1
                        """)
                .param("account", account.value())
                .param("person", person.value())
                .param("rule", rule)
                .param("since", Timestamp.from(since))
                .query(mapper)
                .optional();
    }

    /** Writes a new one, or what has changed of one. Only who decides for the person may. */
    void put(StoredAlert alert) {
        StoredAlert.Content content = alert.content();
        jdbc.sql("""
                        insert into alerts (account, id, person, subject, kind, event, device, session, rules, summary,
                            state, held_for, happened_at, due_at, version, title, text, correction, first_look, holds, picture,
                            clip, made_at)
                        values (:account, :id, :person, :subject, :kind, :event, :device, :session, :rules, :summary,
                            :state, :heldFor, :happenedAt, :dueAt, :version, :title, :text, :correction, :firstLook, :holds,
                            :picture, :clip, :madeAt)
                        on conflict (account, id) do update
                        set rules = excluded.rules, summary = excluded.summary, state = excluded.state,
                            held_for = excluded.held_for, version = excluded.version, title = excluded.title,
                            text = excluded.text, correction = excluded.correction, first_look = excluded.first_look,
                            holds = excluded.holds, picture = excluded.picture, clip = excluded.clip
                        """)
                .param("account", alert.account().value())
                .param("id", alert.id().value())
                .param("person", alert.person().value())
                .param("subject", alert.subject())
                .param("kind", AlertRowMapper.text(alert.kind()))
                .param("event", alert.event() == null ? null : alert.event().value())
                .param("device", alert.device() == null ? null : alert.device().value())
                .param(
                        "session",
                        alert.session() == null ? null : alert.session().value())
                .param("rules", alert.rules().toArray(UUID[]::new))
                .param(
                        "summary",
                        alert.summary() == null ? null : alert.summary().value())
                .param("state", AlertRowMapper.text(alert.state()))
                .param("heldFor", alert.heldFor() == null ? null : AlertRowMapper.text(alert.heldFor()))
                .param("happenedAt", Timestamp.from(alert.happenedAt()))
                .param("dueAt", timestamp(alert.dueAt()))
                .param("version", alert.version())
                .param("title", content.title())
                .param("text", content.text())
                .param("correction", content.correction())
                .param("firstLook", content.firstLook())
                .param("holds", content.holds())
                .param("picture", content.picture() == null ? null : AlertRowMapper.text(content.picture()))
                .param("clip", content.clip())
                .param("madeAt", Timestamp.from(alert.madeAt()))
                .update();
    }

    /** Notes that it arrived somewhere; whether this was the first time. */
    boolean told(AccountId account, AlertId id, Instant now) {
        return jdbc.sql("""
                                update alerts set state = 'told', held_for = null, summary = null, told_at = ?
                                where account = ? and id = ? and told_at is null
                                """)
                        .params(Timestamp.from(now), account.value(), id.value())
                        .update()
                == 1;
    }

    /** What a rule told of the same kind: of one camera around the time, and within the hour before now. */
    Past past(AccountId account, PersonId person, AlertRule rule, About about, Instant now) {
        String told =
                "from alerts where account = ? and person = ? and told_at is not null and ? = any(rules) and kind = ?";
        String kind = AlertRowMapper.text(about.kind());
        List<Instant> happened = jdbc.sql("select happened_at " + told + """
                                 and device is not distinct from cast(? as uuid) and subject <> ? and happened_at between ? and ?
                                """)
                .param(account.value())
                .param(person.value())
                .param(rule.id())
                .param(kind)
                .param(about.device() == null ? null : about.device().value())
                .param(about.subject())
                .param(Timestamp.from(about.at().minus(rule.cooldown())))
                .param(Timestamp.from(about.at().plus(rule.cooldown())))
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .list();
        int lastHour = jdbc.sql("select count(*) " + told + " and told_at > ?")
                .params(account.value(), person.value(), rule.id(), kind, Timestamp.from(now.minusSeconds(3600)))
                .query(Integer.class)
                .single();
        return new Past(happened, lastHour);
    }

    /**
     * What an alert is about.
     *
     * @param at when it happened
     */
    record About(StoredAlert.Kind kind, @Nullable DeviceId device, String subject, Instant at) {}

    /** How many alerts a summary tells of, by camera. */
    Map<DeviceId, Integer> counted(AccountId account, AlertId summary) {
        Map<DeviceId, Integer> cameras = new LinkedHashMap<>();
        jdbc.sql("""
                        select device, count(*) from alerts
                        where account = ? and summary = ? and state = 'counted' group by device order by device
                        """)
                .params(account.value(), summary.value())
                .query((row, number) ->
                        cameras.put(new DeviceId(row.getObject("device", UUID.class)), row.getInt("count")))
                .list();
        return cameras;
    }

    /** Those that the person sees, newest first, that come after the place in that order. */
    List<StoredAlert> shown(AccountId account, PersonId person, Cursor before, int limit, Instant now) {
        return jdbc.sql("""
                        select * from alerts
                        where account = :account and person = :person and state in ('waiting', 'told')
                          and (due_at is null or due_at <= :now) and (made_at, id) < (:at, :id)
                        order by made_at desc, id desc limit :limit
                        """)
                .param("account", account.value())
                .param("person", person.value())
                .param("now", Timestamp.from(now))
                .param("at", Timestamp.from(before.at()))
                .param("id", before.id())
                .param("limit", limit)
                .query(mapper)
                .list();
    }

    /** Deletes those that were made before the time, with their deliveries; how many. */
    int deleteBefore(Instant time, int most) {
        return jdbc.sql("""
                        delete from alerts where (account, id) in
                            (select account, id from alerts where made_at < ? limit ?)
                        """).params(Timestamp.from(time), most).update();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }
}
