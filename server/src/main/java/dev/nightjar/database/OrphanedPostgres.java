package dev.nightjar.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes of PostgreSQL that outlived their program, as after {@code kill -9}: they would block the next start for up
 * to a minute, or go on writing into the cluster. Only called while the folder is locked, so that no living program can
 * be their parent.
 */
final class OrphanedPostgres {

    private static final Logger log = LoggerFactory.getLogger(OrphanedPostgres.class);
    private static final long FAST_SECONDS = 8;
    private static final long IMMEDIATE_SECONDS = 4;

    private OrphanedPostgres() {}

    /** Stops what runs on the cluster, and waits until it has gone. */
    static void stop(Path cluster) {
        running(cluster, "/initdb").forEach(OrphanedPostgres::kill);
        running(cluster, "/postgres").forEach(server -> stop(server, cluster));
        leftovers(cluster).forEach(OrphanedPostgres::end);
    }

    /**
     * Processes whose server was killed while it replaced them: until the last has noticed, they hold the cluster's
     * shared memory, and a new server refuses to start. They work in the cluster's folder.
     */
    private static List<ProcessHandle> leftovers(Path cluster) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .map(command -> command.endsWith("/postgres"))
                        .orElse(false))
                .filter(process -> worksIn(process, cluster))
                .toList();
    }

    private static boolean worksIn(ProcessHandle process, Path folder) {
        try {
            Path current = Path.of("/proc", Long.toString(process.pid()), "cwd");
            return Files.readSymbolicLink(current).equals(folder.toRealPath());
        } catch (IOException exception) {
            // it ended just now, or is another user's and so not ours; or there is no cluster yet
            return false;
        }
    }

    private static void end(ProcessHandle leftover) {
        log.atWarn().addKeyValue("pid", leftover.pid()).log("Ending a process of a database that was killed");
        leftover.destroyForcibly();
        gone(leftover, IMMEDIATE_SECONDS);
    }

    /** The cluster stands on the command line of the server itself, and not on those of its helper processes. */
    private static List<ProcessHandle> running(Path cluster, String program) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .map(command -> command.endsWith(program))
                        .orElse(false))
                .filter(process -> List.of(process.info().arguments().orElse(new String[0]))
                        .contains(cluster.toString()))
                .toList();
    }

    private static void kill(ProcessHandle creation) {
        log.atWarn().addKeyValue("pid", creation.pid()).log("Ending the creation of a database that was left running");
        List<ProcessHandle> all =
                Stream.concat(creation.descendants(), Stream.of(creation)).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> gone(process, IMMEDIATE_SECONDS));
    }

    private static void stop(ProcessHandle server, Path cluster) {
        log.atWarn().addKeyValue("pid", server.pid()).log("Stopping a database that was left running");
        // SIGINT: roll back and write all; SIGQUIT: leave the rest to the recovery of the next start
        signal(server, "-INT");
        if (gone(server, FAST_SECONDS)) {
            return;
        }
        signal(server, "-QUIT");
        if (!gone(server, IMMEDIATE_SECONDS)) {
            throw new DatabaseStartException("A PostgreSQL (process %d) still uses %s and does not stop. End it first."
                    .formatted(server.pid(), cluster));
        }
    }

    private static void signal(ProcessHandle server, String signal) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(server.pid()))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException exception) {
            throw new DatabaseStartException("Process %d cannot be stopped.".formatted(server.pid()), exception);
        }
    }

    /** Waits even in a thread that was interrupted: what was started must not be left behind. */
    private static boolean gone(ProcessHandle process, long seconds) {
        boolean interrupted = Thread.interrupted();
        CompletableFuture<ProcessHandle> exit = process.onExit();
        try {
            exit.get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException exception) {
            return false;
        } catch (ExecutionException exception) {
            throw new DatabaseStartException("Process %d cannot be watched.".formatted(process.pid()), exception);
        } catch (InterruptedException exception) {
            interrupted = true;
            return exit.isDone();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
