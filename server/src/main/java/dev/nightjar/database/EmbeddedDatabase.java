package dev.nightjar.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL as a child of this program, listening on the loopback address only, with its data kept on disk.
 * The program itself uses a role that is no superuser; both roles have random passwords.
 */
final class EmbeddedDatabase implements AutoCloseable {

    /** The name of the program's role and of its database. */
    static final String APPLICATION = "nightjar";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String SUPERUSER = "postgres";

    private final DatabaseFolder folder;
    private final EmbeddedPostgres postgres;

    private EmbeddedDatabase(DatabaseFolder folder, EmbeddedPostgres postgres) {
        this.folder = folder;
        this.postgres = postgres;
    }

    /**
     * Starts it, at the first time with a new cluster.
     *
     * @throws DatabaseStartException when another program uses the folder, or PostgreSQL does not come up
     */
    static EmbeddedDatabase start(DatabaseSettings settings) {
        DatabaseFolder folder = DatabaseFolder.open(settings.folder());
        try (Interruption interruption = Interruption.whenTheProgramEnds()) {
            return start(settings, folder);
        }
    }

    private static EmbeddedDatabase start(DatabaseSettings settings, DatabaseFolder folder) {
        try {
            OrphanedPostgres.stop(folder.cluster());
            folder.discardUnfinishedCluster();
            folder.forgetKilledServer();
            EmbeddedDatabase database = new EmbeddedDatabase(folder, launch(settings, folder));
            database.prepareApplication();
            folder.finishCluster();
            log.atInfo().addKeyValue("port", database.postgres.getPort()).log("Database started");
            return database;
        } catch (IOException | SQLException | RuntimeException exception) {
            OrphanedPostgres.stop(folder.cluster());
            folder.close();
            throw new DatabaseStartException(
                    "The database in %s does not start; its own words are in %s."
                            .formatted(settings.folder(), folder.log()),
                    exception);
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgres.getPort(), APPLICATION);
    }

    String applicationPassword() {
        return folder.password(APPLICATION);
    }

    /** Stops PostgreSQL cleanly, then frees the folder. */
    @Override
    public void close() {
        try {
            postgres.close();
            log.info("Database stopped");
        } catch (IOException exception) {
            log.atError().setCause(exception).log("Database did not stop cleanly");
        }
        OrphanedPostgres.stop(folder.cluster());
        folder.close();
    }

    private static EmbeddedPostgres launch(DatabaseSettings settings, DatabaseFolder folder) throws IOException {
        Path passwordFile = folder.passwordFile(SUPERUSER);
        ProcessBuilder.Redirect output = ProcessBuilder.Redirect.to(folder.log().toFile());
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.cluster())
                .setCleanDataDirectory(false)
                // its own hook would stop PostgreSQL while requests and jobs still run
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(folder.binaries().toFile())
                .setOutputRedirector(output)
                .setErrorRedirector(output)
                .setPGStartupWait(settings.startWait())
                // initdb options: they come after the library's own "-A trust" and win over it
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", passwordFile.toString())
                .setLocaleConfig("locale", "C.UTF-8")
                .setConnectConfig("password", folder.password(SUPERUSER))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("password_encryption", "scram-sha-256")
                // no socket in a folder that all users of the machine share
                .setServerConfig("unix_socket_directories", "''")
                // the library passes "-F", which trades safety for speed: back to safe
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", settings.sharedBuffers().toMegabytes() + "MB")
                .setServerConfig("max_connections", "30")
                .setServerConfig("max_wal_size", "256MB")
                .setServerConfig("log_min_messages", "warning")
                .setServerConfig("log_checkpoints", "off")
                .start();
    }

    /** The role and the database of the program; at later starts both are there. */
    private void prepareApplication() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!any(statement, "select 1 from pg_roles where rolname = '" + APPLICATION + "'")) {
                // the password is base64url text made by this program: nothing to escape
                statement.execute("create role %s login nosuperuser nocreatedb nocreaterole password '%s'"
                        .formatted(APPLICATION, applicationPassword()));
            }
            if (!any(statement, "select 1 from pg_database where datname = '" + APPLICATION + "'")) {
                statement.execute("create database %s owner %s".formatted(APPLICATION, APPLICATION));
                statement.execute("revoke connect, temporary on database %s from public".formatted(APPLICATION));
            }
        }
    }

    private static boolean any(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
