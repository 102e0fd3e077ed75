package dev.nightjar.inference.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs a program over hostile input, as a child process that cannot take much memory, processor or time, writes no files,
 * sees nothing of our environment, and where the system permits it has no network.
 */
final class Fence {

    private static final int OPEN_FILES = 64;
    private static final int LONGEST_COMPLAINT = 4000;

    private final NetworkFence network;
    private final InferenceSettings settings;

    Fence(NetworkFence network, InferenceSettings settings) {
        this.network = network;
        this.settings = settings;
    }

    /**
     * Runs the command and hands what it writes to the reader, which bounds it: once the reader returns, the child is
     * ended if it still runs.
     *
     * @param command the executable by its full path, and its arguments
     * @param folder where it runs; also where its libraries are looked for is the executable's own folder
     * @param wallLimit when it is ended at the latest
     */
    <T> Outcome<T> run(List<String> command, Path folder, Duration wallLimit, OutputReader<T> reader)
            throws IOException {
        Process process = start(command, folder);
        AtomicBoolean tookTooLong = new AtomicBoolean();
        Thread watchdog = Thread.ofVirtual().start(() -> watch(process, wallLimit, tookTooLong));
        try (InputStream output = process.getInputStream()) {
            process.getOutputStream().close();
            CompletableFuture<String> complaints =
                    CompletableFuture.supplyAsync(() -> complaints(process), Fence::later);
            T value = reader.read(output);
            output.close();
            int exitCode = process.onExit().join().exitValue();
            return new Outcome<>(value, exitCode, complaints.join(), tookTooLong.get());
        } finally {
            process.destroyForcibly();
            watchdog.interrupt();
        }
    }

    private Process start(List<String> command, Path folder) throws IOException {
        List<String> fenced = new ArrayList<>(network.prefix());
        fenced.addAll(List.of(
                "prlimit",
                "--as=" + settings.memoryLimit().toBytes(),
                "--cpu=" + settings.processorLimit().toSeconds(),
                "--nofile=" + OPEN_FILES,
                "--fsize=0",
                "--core=0",
                "--"));
        fenced.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(fenced).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment()
                .put(
                        "LD_LIBRARY_PATH",
                        String.valueOf(Path.of(command.getFirst()).getParent()));
        return builder.start();
    }

    private static void watch(Process process, Duration limit, AtomicBoolean tookTooLong) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                tookTooLong.set(true);
                process.destroyForcibly();
            }
        } catch (InterruptedException ended) {
            // The reader has finished; there is nothing left to watch.
        }
    }

    /** The first part of what the child complained about; the rest is read too, or the child would wait for us. */
    private static String complaints(Process process) {
        try (InputStream errors = process.getErrorStream()) {
            byte[] first = errors.readNBytes(LONGEST_COMPLAINT);
            errors.transferTo(OutputStream.nullOutputStream());
            return new String(first, StandardCharsets.UTF_8).strip();
        } catch (IOException ended) {
            return "";
        }
    }

    private static void later(Runnable task) {
        Thread.ofVirtual().start(task);
    }

    /**
     * How a child ended.
     *
     * @param value what the reader made of its output
     * @param complaints what it wrote to its error stream, shortened
     */
    record Outcome<T>(T value, int exitCode, String complaints, boolean tookTooLong) {}

    /** Reads a child's output as far as it wants. */
    @FunctionalInterface
    interface OutputReader<T> {
        T read(InputStream output) throws IOException;
    }
}
