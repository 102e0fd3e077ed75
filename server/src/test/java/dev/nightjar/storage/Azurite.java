package dev.nightjar.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** Azure's blob storage on this machine, on any free port. It ends with the program that started it. */
public final class Azurite implements AutoCloseable {

    /** Every Azurite has this account with this key; its documentation prints both, and they protect nothing. */
    public static final String KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static final Path TOOL =
            Path.of("../tools/azurite").toAbsolutePath().normalize();
    private static final String ANSWER = "Blob storage answers at ";

    private final Process process;
    private final Path folder;
    private final URI endpoint;

    private Azurite(Process process, Path folder, URI endpoint) {
        this.process = process;
        this.folder = folder;
        this.endpoint = endpoint;
    }

    /** One for all tests of this run. */
    public static Azurite shared() {
        return Shared.AZURITE;
    }

    /**
     * Starts one.
     *
     * @throws IllegalStateException when its packages are not installed
     */
    public static Azurite start(String... options) throws IOException {
        if (!Files.isDirectory(TOOL.resolve("node_modules/azurite"))) {
            throw new IllegalStateException(
                    "The packages of tools/azurite are not installed. Run npm ci there, or ./nightjar test.");
        }
        Path folder = Files.createTempDirectory("azurite");
        List<String> command =
                new ArrayList<>(List.of("node", TOOL.resolve("run.mjs").toString(), folder.toString()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(ANSWER)) {
                return new Azurite(process, folder, URI.create(line.substring(ANSWER.length())));
            }
        }
        throw new IllegalStateException("Azurite ended before it answered");
    }

    /** The address of its account. */
    public URI endpoint() {
        return endpoint;
    }

    /** Settings that make it the store of clips, as {@code name=value}. */
    public Stream<String> settings(String container) {
        return Stream.of(
                "nightjar.storage.kind=azure",
                "nightjar.storage.azure.endpoint=" + endpoint,
                "nightjar.storage.azure.container=" + container,
                "nightjar.storage.azure.access=key",
                "nightjar.storage.azure.account-key=" + KEY);
    }

    /** Ends it hard; what it kept is gone. */
    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        FileSystemUtils.deleteRecursively(folder);
    }

    private static final class Shared {

        private static final Azurite AZURITE = begin();

        private static Azurite begin() {
            try {
                Azurite azurite = start();
                Runtime.getRuntime().addShutdownHook(new Thread(azurite::end));
                return azurite;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private void end() {
        try {
            close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
