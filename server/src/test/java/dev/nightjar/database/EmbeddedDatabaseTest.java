package dev.nightjar.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class EmbeddedDatabaseTest {

    /** Shared, because the program's files are unpacked into the first folder that is used. */
    @TempDir
    private static Path all;

    private Path folder = Path.of("");

    @BeforeEach
    void newFolder() throws IOException {
        folder = Files.createTempDirectory(all, "database");
    }

    @Test
    void whatWasWrittenIsThereAfterTheNextStart() throws Exception {
        try (EmbeddedDatabase database = start()) {
            run(database, "create table notes as select 'kept' as text");
        }
        try (EmbeddedDatabase database = start()) {
            assertThat(ask(database, "select text from notes")).isEqualTo("kept");
        }
    }

    @Test
    void aCrashOfTheMachineLosesNothing() throws Exception {
        try (EmbeddedDatabase database = start()) {
            assertThat(ask(database, "show fsync")).isEqualTo("on");
            assertThat(ask(database, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(database, "show full_page_writes")).isEqualTo("on");
        }
    }

    @Test
    void theProgramIsNoSuperuserAndOnlyThisMachineIsListenedTo() throws Exception {
        try (EmbeddedDatabase database = start()) {
            assertThat(ask(
                            database,
                            "select rolsuper or rolcreatedb or rolcreaterole from pg_roles"
                                    + " where rolname = current_user"))
                    .isEqualTo("f");
            assertThat(ask(database, "show listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void nobodyComesInWithoutThePassword() {
        try (EmbeddedDatabase database = start()) {
            for (String user : new String[] {"postgres", EmbeddedDatabase.APPLICATION}) {
                assertThatThrownBy(() -> DriverManager.getConnection(database.url(), user, "postgres"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("password authentication failed");
            }
        }
    }

    @Test
    void passwordsAndDataAreReadableByTheirUserOnly() throws Exception {
        try (EmbeddedDatabase database = start()) {
            assertThat(database.applicationPassword()).hasSizeGreaterThan(20);
            assertThat(permissions(folder)).isEqualTo("rwx------");
            assertThat(permissions(folder.resolve("postgres.password"))).isEqualTo("rw-------");
            assertThat(permissions(folder.resolve("nightjar.password"))).isEqualTo("rw-------");
        }
    }

    @Test
    void aFolderInUseIsLeftAlone() throws Exception {
        try (EmbeddedDatabase database = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(DatabaseStartException.class)
                    .hasMessageContaining("Another Nightjar uses");
            assertThat(ask(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void aDatabaseThatOutlivedItsProgramIsStoppedAndNothingIsLost() throws Exception {
        Process program = startProgram();
        program.destroyForcibly().waitFor();
        assertThat(claim()).exists();

        try (EmbeddedDatabase database = start()) {
            assertThat(ask(database, "select text from notes")).isEqualTo("written");
        }
    }

    @Test
    void aProcessThatOutlivedAKilledServerDoesNotBlockTheNextStart() throws Exception {
        Process program = startProgram();
        long server = Long.parseLong(Files.readAllLines(claim()).getFirst());
        ProcessHandle child =
                ProcessHandle.of(server).orElseThrow().children().findFirst().orElseThrow();
        // a process that is stopped cannot notice that its server has died
        run("kill", "-STOP", Long.toString(child.pid()));
        run("kill", "-KILL", Long.toString(server), Long.toString(program.pid()));
        program.waitFor();
        try (EmbeddedDatabase database = start()) {
            assertThat(ask(database, "select text from notes")).isEqualTo("written");
        }
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void theNumberOfAKilledServerMayBelongToAnotherProgram() throws Exception {
        start().close();
        Process other = new ProcessBuilder("sleep", "600").start();
        Files.writeString(claim(), "%d%n%s%n".formatted(other.pid(), folder.resolve("cluster")));
        try (EmbeddedDatabase database = start()) {
            assertThat(ask(database, "select 1")).isEqualTo("1");
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aClusterWhoseCreationWasCutShortIsMadeAnew() throws Exception {
        Files.createDirectories(folder.resolve("cluster/base"));
        Files.writeString(folder.resolve("cluster/postgresql.conf"), "");

        try (EmbeddedDatabase database = start()) {
            assertThat(ask(database, "select 1")).isEqualTo("1");
        }
    }

    private EmbeddedDatabase start() {
        return start(folder);
    }

    private static EmbeddedDatabase start(Path folder) {
        return EmbeddedDatabase.start(
                new DatabaseSettings(null, true, null, null, folder, DataSize.ofMegabytes(16), Duration.ofSeconds(60)));
    }

    /** @return a program of its own, whose database runs and holds the row */
    private Process startProgram() throws IOException {
        Process program = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledProgram.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = program.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("written");
        }
        return program;
    }

    /** The file by which a server claims its cluster. */
    private Path claim() {
        return folder.resolve("cluster/postmaster.pid");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }

    private static void run(EmbeddedDatabase database, String command) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static @Nullable String ask(EmbeddedDatabase database, String query) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(
                database.url(), EmbeddedDatabase.APPLICATION, database.applicationPassword());
    }

    /** Starts a database, writes a row and waits to be killed. */
    static final class KilledProgram {

        public static void main(String[] arguments) throws Exception {
            EmbeddedDatabase database = start(Path.of(arguments[0]));
            run(database, "create table notes as select 'written' as text");
            System.out.println("written");
            Thread.currentThread().join();
        }
    }
}
