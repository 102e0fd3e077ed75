package dev.nightjar.inference.internal;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A network namespace of its own for a child process: no network at all. Not every system permits it. */
final class NetworkFence {

    private static final List<List<String>> WAYS =
            List.of(List.of("unshare", "--net", "--"), List.of("unshare", "--map-root-user", "--net", "--"));

    private final List<String> prefix =
            WAYS.stream().filter(NetworkFence::works).findFirst().orElse(List.of());

    /** What to put before a command; empty where no namespace can be had. */
    List<String> prefix() {
        return prefix;
    }

    /** Whether children are without a network. */
    boolean stands() {
        return !prefix.isEmpty();
    }

    private static boolean works(List<String> way) {
        try {
            Process process = new ProcessBuilder(
                            Stream.concat(way.stream(), Stream.of("true")).toList())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
