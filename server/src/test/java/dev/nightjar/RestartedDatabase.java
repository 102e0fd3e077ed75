package dev.nightjar;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A real PostgreSQL that can be broken off in the middle and comes back at the same port with what was committed. */
final class RestartedDatabase implements AutoCloseable {

    private final Path data;
    private EmbeddedPostgres server;

    private RestartedDatabase(Path data) throws IOException {
        this.data = data;
        server = builder().start();
    }

    /** An empty one, that keeps its data in the folder. */
    static RestartedDatabase start(Path data) throws IOException {
        return new RestartedDatabase(data);
    }

    /** JDBC address; the user is {@code postgres}, without a password. */
    String url() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(server.getPort());
    }

    /**
     * Ends it, and waits until it has ended.
     *
     * @param signal {@code QUIT}: at once, no transaction is finished, nobody is told; {@code INT}: transactions are ended,
     *     and it closes its files
     */
    void stop(String signal) throws IOException, InterruptedException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
        send(signal, pid);
        await().atMost(Duration.ofSeconds(30)).until(() -> ProcessHandle.of(pid).isEmpty());
    }

    /** Ends one of its processes in the middle of whatever it does; it then recovers by itself. */
    static void kill(long pid) throws IOException, InterruptedException {
        send("KILL", pid);
    }

    private static void send(String signal, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
    }

    /** Starts it anew after it was stopped. */
    void startAgain() throws IOException {
        int port = server.getPort();
        // gives back the lock on its folder
        server.close();
        server = builder().setPort(port).start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(
                        Path.of("target", "postgresql").toAbsolutePath().toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("shared_buffers", "32MB")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD);
    }
}
