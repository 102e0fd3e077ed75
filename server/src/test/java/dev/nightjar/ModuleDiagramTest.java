package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** Keeps the picture of the modules true to the code. */
class ModuleDiagramTest {

    private static final Path PICTURE = Path.of("../docs/modules.md");

    private final ApplicationModules modules = ApplicationModules.of(Nightjar.class);

    @Test
    void theCommittedPictureShowsTheArrowsOfTheCode() throws IOException {
        String drawn = draw();
        String committed = Files.exists(PICTURE) ? Files.readString(PICTURE) : "";
        Files.writeString(PICTURE, drawn);

        assertThat(committed)
                .as("docs/modules.md was stale; it has been written anew: commit it")
                .isEqualTo(drawn);
    }

    private String draw() {
        return """
                # Modules of the server

                Drawn from the code by `ModuleDiagramTest`. An arrow reads “uses”; `problem` is used by all and left out.

                ```mermaid
                flowchart TD
                %s
                ```
                """.formatted(modules.stream()
                .map(this::arrows)
                .flatMap(List::stream)
                .sorted()
                .collect(Collectors.joining("\n")));
    }

    private List<String> arrows(ApplicationModule module) {
        List<String> arrows = module.getDirectDependencies(modules)
                .uniqueModules()
                .map(other -> other.getIdentifier().toString())
                .filter(other -> !other.equals("problem"))
                .map(other -> "  %s --> %s".formatted(module.getIdentifier(), other))
                .toList();
        return arrows.isEmpty() ? List.of("  %s".formatted(module.getIdentifier())) : arrows;
    }
}
