package dev.nightjar;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An empty database in a real PostgreSQL. All tests of one run share one server, which goes with the run; it need not
 * survive a crash, so it trades safety for speed.
 *
 * @param url JDBC address; the user is {@code postgres}, without a password
 */
public record TestDatabase(String url) {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** A new one. */
    public static TestDatabase create() {
        String name = "test" + NUMBER.incrementAndGet();
        EmbeddedPostgres server = Server.SHARED;
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException exception) {
            throw new IllegalStateException(exception);
        }
        return new TestDatabase("jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), name));
    }

    private static final class Server {

        private static final EmbeddedPostgres SHARED = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(
                                Path.of("target", "postgresql").toAbsolutePath().toFile())
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .setServerConfig("shared_buffers", "32MB")
                        .setServerConfig("max_connections", "200")
                        .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                        .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException exception) {
                throw new UncheckedIOException(exception);
            }
        }
    }
}
