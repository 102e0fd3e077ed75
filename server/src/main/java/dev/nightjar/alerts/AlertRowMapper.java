package dev.nightjar.alerts;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.AlertId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.identity.ids.SessionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** Reads a row of {@code alerts}. */
final class AlertRowMapper implements RowMapper<StoredAlert> {

    /** As a word stands in the table. */
    static String text(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public StoredAlert mapRow(ResultSet row, int number) throws SQLException {
        return new StoredAlert(
                new AccountId(row.getObject("account", UUID.class)),
                new AlertId(row.getObject("id", UUID.class)),
                new PersonId(row.getObject("person", UUID.class)),
                row.getString("subject"),
                StoredAlert.Kind.valueOf(word(row.getString("kind"))),
                id(row, "event", EventId::new),
                id(row, "device", DeviceId::new),
                id(row, "session", SessionId::new),
                List.of((UUID[]) row.getArray("rules").getArray()),
                id(row, "summary", AlertId::new),
                StoredAlert.State.valueOf(word(row.getString("state"))),
                read(row, "held_for", Decision.Why::valueOf),
                row.getTimestamp("happened_at").toInstant(),
                time(row, "due_at"),
                row.getLong("version"),
                content(row),
                row.getTimestamp("made_at").toInstant(),
                time(row, "told_at"));
    }

    private static StoredAlert.Content content(ResultSet row) throws SQLException {
        return new StoredAlert.Content(
                row.getString("title"),
                row.getString("text"),
                row.getString("correction"),
                row.getBoolean("first_look"),
                row.getBoolean("holds"),
                read(row, "picture", Happening.Picture::valueOf),
                row.getBoolean("clip"));
    }

    private static String word(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private static <T> @Nullable T read(ResultSet row, String column, Function<String, T> type) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : type.apply(word(text));
    }

    private static <T> @Nullable T id(ResultSet row, String column, Function<UUID, T> type) throws SQLException {
        UUID id = row.getObject(column, UUID.class);
        return id == null ? null : type.apply(id);
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
