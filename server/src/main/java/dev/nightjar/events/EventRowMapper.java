package dev.nightjar.events;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.identity.ids.SessionId;
import dev.nightjar.inference.Findings;
import dev.nightjar.storage.BlobKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads a row of {@code events}, which nobody has looked at as far as it says. */
@Component
class EventRowMapper implements RowMapper<StoredEvent> {

    private final JsonMapper json;

    EventRowMapper(JsonMapper json) {
        this.json = json;
    }

    @Override
    public StoredEvent mapRow(ResultSet row, int number) throws SQLException {
        DerivedFiles files = new DerivedFiles(key(row, "poster_key"), key(row, "strip_key"), key(row, "findings_key"));
        return new StoredEvent(
                new AccountId(id(row, "account")),
                event(row, files),
                row.getInt("analysis_round"),
                row.getString("analysis_attempt"),
                files);
    }

    private Event event(ResultSet row, DerivedFiles files) throws SQLException {
        return new Event(
                new EventId(id(row, "id")),
                new DeviceId(id(row, "device")),
                new SessionId(id(row, "session")),
                EventState.of(row.getString("state")),
                row.getLong("change"),
                row.getTimestamp("happened_at").toInstant(),
                json.readValue(row.getString("trigger"), Trigger.class),
                read(row, "clip", ClipDescription.class),
                analysis(row),
                read(row, "findings", Findings.class),
                read(row, "verdict", PreviewVerdict.class),
                row.getInt("previews"),
                files.poster() != null,
                row.getInt("strip_frames"),
                trace(row),
                false,
                read(row, "feedback", Feedback.class));
    }

    private static Analysis analysis(ResultSet row) throws SQLException {
        Analysis.Status status = Analysis.Status.of(row.getString("analysis"));
        String code = row.getString("analysis_code");
        boolean skipped = status == Analysis.Status.SKIPPED;
        return new Analysis(
                status,
                skipped ? code : null,
                time(row, "analysis_until"),
                skipped ? null : code,
                row.getString("analysis_text"));
    }

    private static EventTrace trace(ResultSet row) throws SQLException {
        return new EventTrace(
                time(row, "triggered_at"),
                time(row, "previewed_at"),
                time(row, "judged_at"),
                row.getTimestamp("announced_at").toInstant(),
                time(row, "clip_ready_at"),
                time(row, "uploaded_at"),
                time(row, "analysis_started_at"),
                time(row, "done_at"),
                time(row, "first_alert_at"),
                time(row, "enriched_alert_at"));
    }

    private <T> @Nullable T read(ResultSet row, String column, Class<T> type) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : json.readValue(text, type);
    }

    private static @Nullable BlobKey key(ResultSet row, String column) throws SQLException {
        String key = row.getString(column);
        return key == null ? null : new BlobKey(key);
    }

    private static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
