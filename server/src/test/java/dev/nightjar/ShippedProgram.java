package dev.nightjar;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The program as it is shipped, in a process of its own: the settings and the log of the product, nothing of the tests.
 * It ends with the test.
 */
final class ShippedProgram implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(90);

    private final Process process;
    private final Path output;
    private final Path portFile;

    private ShippedProgram(Process process, Path output, Path portFile) {
        this.process = process;
        this.output = output;
        this.portFile = portFile;
    }

    /**
     * Starts it, without waiting for it.
     *
     * @param folder for its data and its output
     * @param environment what to set besides
     */
    static ShippedProgram start(Path folder, Map<String, String> environment, String... arguments) {
        return startBy(List.of(), folder, environment, arguments);
    }

    /** As {@link #start}, by a command that becomes the program which it is given. */
    static ShippedProgram startBy(
            List<String> starter, Path folder, Map<String, String> environment, String... arguments) {
        try {
            Path output = Files.createTempFile(folder, "output", ".log");
            Path portFile = output.resolveSibling(output.getFileName() + ".port");
            List<String> command = new ArrayList<>(starter);
            command.addAll(List.of(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Dportfile=" + portFile,
                    "-cp",
                    classPath(),
                    Nightjar.class.getName(),
                    "--server.port=0",
                    "--nightjar.data=" + folder.resolve("data")));
            command.addAll(List.of(arguments));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return new ShippedProgram(builder.start(), output, portFile);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Waits until it answers. */
    ShippedProgram awaitStart() {
        await().atMost(LONGEST_START).until(() -> !process.isAlive() || answers());
        if (!process.isAlive()) {
            throw new AssertionError("The program ended:\n" + output());
        }
        return this;
    }

    /** Waits until it has ended by itself, and answers its exit code. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("The program did not end:\n" + output());
        }
        return process.exitValue();
    }

    /** A path as the program sees it, which may have disks of its own. */
    Path seen(Path path) {
        return Path.of("/proc", Long.toString(process.pid()), "root")
                .resolve(path.toAbsolutePath().toString().substring(1));
    }

    /** All that it has written so far. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    int port() throws IOException {
        return Integer.parseInt(Files.readString(portFile).strip());
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    /** Ends it at once, in the middle of whatever it does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end, without waiting for it. */
    void terminate() {
        process.destroy();
    }

    /** Stops it as an operator does, and waits until it has ended. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            return Files.exists(portFile)
                    && Files.size(portFile) > 0
                    && get("/actuator/health/liveness").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
