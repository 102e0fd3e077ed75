package dev.nightjar.webpush.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.Nightjar;
import dev.nightjar.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the program several times, as nodes do that share a database. */
class PushKeysTest {

    private static final String PUBLIC =
            "BGwg9kwXBdVQSiwa85Wx1Ax9o2oAdoOZmx2LHH0rnzGlXTn-3mJ1zrQ2zJ1u3xT6vVYBbZ1rT0G1gJt9Q6nJ8KQ";

    @TempDir
    private Path folder;

    private final TestDatabase database = TestDatabase.create();

    @Test
    void aPairOfKeysIsMadeOnceAndSurvivesARestart() {
        assertThat(keys()).hasSize(87).isEqualTo(keys());
    }

    @Test
    void keysThatAreNoPairStopTheStartAndAreNotShown() {
        assertThatThrownBy(() -> keys("--nightjar.webpush.public-key=" + PUBLIC, "--nightjar.webpush.private-key=hush"))
                .hasStackTraceContaining("are no pair of P-256 keys")
                .satisfies(failure -> assertThat(trace(failure)).doesNotContain("hush"));
        assertThatThrownBy(() -> keys("--nightjar.webpush.private-key=hush"))
                .hasStackTraceContaining("set both, or none");
    }

    @Test
    void theSettingsShowNoKeyWhenPrinted() {
        PushSettings settings =
                new PushSettings("public", "hush", null, Duration.ofDays(1), Duration.ofSeconds(10), false);

        assertThat(settings.toString()).contains("public").doesNotContain("hush");
    }

    private static String trace(@Nullable Throwable failure) {
        return Stream.iterate(failure, one -> one != null, Throwable::getCause)
                .map(Throwable::toString)
                .reduce("", String::concat);
    }

    private String keys(String... more) {
        try (ConfigurableApplicationContext node = start(more)) {
            return node.getBean(PushKeys.class).publicKey();
        }
    }

    private ConfigurableApplicationContext start(String... more) {
        return new SpringApplicationBuilder(Nightjar.class)
                .web(WebApplicationType.NONE)
                .run(Stream.concat(
                                Stream.of(
                                        "--nightjar.database.url=" + database.url(),
                                        "--nightjar.database.username=postgres",
                                        "--nightjar.data=" + folder,
                                        "--spring.main.lazy-initialization=true"),
                                Stream.of(more))
                        .toArray(String[]::new));
    }
}
