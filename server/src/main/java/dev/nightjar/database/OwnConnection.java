package dev.nightjar.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Connections that are kept outside of the pool, for what the database does for one connection as long as it lasts. */
public final class OwnConnection {

    private static final int ANSWER_SECONDS = 10;

    private OwnConnection() {}

    /**
     * Opens one. Both sides notice within a minute when the other has vanished.
     *
     * @param name by which the database lists it
     */
    public static Connection open(JdbcConnectionDetails database, String name) throws SQLException {
        Properties properties = new Properties();
        String username = database.getUsername();
        String password = database.getPassword();
        if (username != null) {
            properties.setProperty("user", username);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("socketTimeout", Integer.toString(ANSWER_SECONDS));
        properties.setProperty("ApplicationName", name);
        Connection connection = DriverManager.getConnection(database.getJdbcUrl(), properties);
        try (Statement statement = connection.createStatement()) {
            // what the database holds for a machine that vanished must not be held for hours
            statement.execute(
                    "set tcp_keepalives_idle = 20; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3");
            return connection;
        } catch (SQLException broken) {
            connection.close();
            throw broken;
        }
    }
}
