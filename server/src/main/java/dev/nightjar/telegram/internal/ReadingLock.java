package dev.nightjar.telegram.internal;

import dev.nightjar.database.OwnConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Lets one node at a time read the messages to a bot. The database holds it for a connection of its own, and gives it to
 * another when that ends, however it ends.
 */
final class ReadingLock implements AutoCloseable {

    /** Keeps it apart from other locks that are numbered. */
    static final int KIND = 0x54454C45;

    private static final int CHECK_SECONDS = 5;

    private final Connection connection;
    private final long bot;
    private boolean held;

    private ReadingLock(Connection connection, long bot) {
        this.connection = connection;
        this.bot = bot;
    }

    /** Opens the connection; nothing is held yet. */
    static ReadingLock open(JdbcConnectionDetails database, long bot) throws SQLException {
        return new ReadingLock(OwnConnection.open(database, "nightjar telegram"), bot);
    }

    /** Whether it is this node's turn: takes it when it is free. Throws when the connection, and so the lock, is lost. */
    boolean holds() throws SQLException {
        if (!connection.isValid(CHECK_SECONDS)) {
            throw new SQLException("The connection no longer answers");
        }
        if (!held) {
            held = take();
        }
        return held;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private boolean take() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_try_advisory_lock(?, ?)")) {
            statement.setInt(1, KIND);
            statement.setInt(2, Long.hashCode(bot));
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }
}
