package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

class SettingsTest {

    @TempDir
    private Path folder;

    @Test
    void aMisspeltSettingStopsTheStart() {
        assertThatThrownBy(() -> start("--nightjar.identity.sign-in-lifetme=3d"))
                .hasStackTraceContaining("nightjar.identity.sign-in-lifetme");
    }

    @Test
    void aSettingOfAModuleThatDoesNotExistStopsTheStart() {
        assertThatThrownBy(() -> start("--nightjar.storrage.largest-blob=3MB"))
                .hasStackTraceContaining("There is no setting 'nightjar.storrage.largest-blob'");
    }

    @Test
    void aSettingOutOfItsBoundsStopsTheStart() {
        assertThatThrownBy(() -> start("--nightjar.jobs.threads=0")).hasStackTraceContaining("threads");
    }

    private void start(String setting) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--nightjar.database.url=" + TestDatabase.create().url());
        arguments.add("--nightjar.database.username=postgres");
        arguments.add("--nightjar.data=" + folder);
        arguments.add("--spring.main.lazy-initialization=true");
        arguments.add(setting);
        new SpringApplicationBuilder(Nightjar.class)
                .web(WebApplicationType.NONE)
                .run(arguments.toArray(String[]::new))
                .close();
    }
}
