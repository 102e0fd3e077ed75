package dev.nightjar.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that outlived its program, as after {@code kill -9}: it would block the next start for up to a minute.
 * Only called while the folder is locked, so that no living program can be its parent.
 */
final class OrphanedPostgres {

    private static final Logger log = LoggerFactory.getLogger(OrphanedPostgres.class);
    private static final long FAST_SECONDS = 8;
    private static final long IMMEDIATE_SECONDS = 4;

    private OrphanedPostgres() {}

    /** Stops the server that runs on the cluster, if one does, and waits until it has gone. */
    static void stop(Path cluster) {
        Optional<ProcessHandle> found = find(cluster);
        if (found.isEmpty()) {
            return;
        }
        ProcessHandle server = found.get();
        log.atWarn().addKeyValue("pid", server.pid()).log("Stopping a database that was left running");
        // SIGINT: roll back and write all; SIGQUIT: leave the rest to the recovery of the next start
        if (!gone(server, "-INT", FAST_SECONDS) && !gone(server, "-QUIT", IMMEDIATE_SECONDS)) {
            throw new DatabaseStartException("A PostgreSQL (process %d) still uses %s and does not stop. End it first."
                    .formatted(server.pid(), cluster));
        }
    }

    /** The process in {@code postmaster.pid}, unless its number meanwhile belongs to something else. */
    private static Optional<ProcessHandle> find(Path cluster) {
        Path file = cluster.resolve("postmaster.pid");
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty() || !lines.getFirst().strip().matches("[0-9]{1,9}")) {
                return Optional.empty();
            }
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                    .filter(process -> runsOn(process, cluster));
        } catch (IOException exception) {
            throw new DatabaseStartException("%s cannot be read.".formatted(file), exception);
        }
    }

    private static boolean runsOn(ProcessHandle process, Path cluster) {
        boolean postgres = process.info()
                .command()
                .map(command -> command.endsWith("/postgres"))
                .orElse(false);
        List<String> arguments = List.of(process.info().arguments().orElse(new String[0]));
        return postgres && arguments.contains(cluster.toString());
    }

    private static boolean gone(ProcessHandle server, String signal, long seconds) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(server.pid()))
                    .start()
                    .waitFor();
            server.onExit().get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException exception) {
            return false;
        } catch (IOException | ExecutionException exception) {
            throw new DatabaseStartException("Process %d cannot be stopped.".formatted(server.pid()), exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new DatabaseStartException("Interrupted while the database stopped.", exception);
        }
    }
}
