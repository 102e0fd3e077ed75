package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** What can be checked of the files for deployment without a container engine or a cloud. */
class DeployFilesTest {

    private static final Path ROOT = Path.of("..");
    private static final Path AZURE = ROOT.resolve("deploy/azure");

    @Test
    void composeGivesTheServerOnlySettingsThatExist() throws IOException {
        Map<String, Object> compose = new Yaml().load(Files.readString(ROOT.resolve("deploy/compose.yaml")));
        Map<String, Map<String, Object>> services = part(compose, "services");
        assertThat(services).containsOnlyKeys("server", "database", "azurite");
        Map<String, Object> server = part(services, "server");
        Map<String, Object> environment = part(server, "environment");

        assertThat(environment.keySet()).isNotEmpty().allSatisfy(DeployFilesTest::setsSomething);
        Set<String> example = variables(Files.readString(ROOT.resolve(".env.example")), "(?m)^(?:# )?([A-Z0-9_]+)=");
        assertThat(example)
                .containsAll(variables(Files.readString(ROOT.resolve("deploy/compose.yaml")), "\\$\\{([A-Z0-9_]+)"));
        Map<String, String> build = part(server, "build");
        assertThat(ROOT.resolve("deploy/%s/%s".formatted(build.get("context"), build.get("dockerfile"))))
                .exists();
    }

    @Test
    void theImageIsMadeOfFilesThatExistAndSetsOnlyWhatExists() throws IOException {
        String image = Files.readString(ROOT.resolve("deploy/Dockerfile"));
        List<String> copied = found(image, "(?m)^COPY (?!--from)(.+) \\S+$")
                .flatMap(sources -> Stream.of(sources.group(1).split(" ")))
                .toList();

        assertThat(copied)
                .hasSizeGreaterThan(4)
                .allSatisfy(path -> assertThat(ROOT.resolve(path)).exists());
        assertThat(variables(image, "([A-Z]+_[A-Z_]+)=(?!/opt)").stream()
                        .filter(name -> name.startsWith("NIGHTJAR_") || name.startsWith("SERVER_")))
                .hasSize(3)
                .allSatisfy(DeployFilesTest::setsSomething);
        assertThat(image.substring(image.lastIndexOf("\nUSER "))).startsWith("\nUSER nightjar\n");
        assertThat(found(image, "bash\", \"/opt/nightjar/bin/([a-z.]+)|bash bin/([a-z.]+)")
                        .map(script -> script.group(1) == null ? script.group(2) : script.group(1)))
                .containsExactlyInAnyOrder("healthy.sh", "train.sh")
                .allSatisfy(script -> assertThat(ROOT.resolve("deploy/docker").resolve(script))
                        .isExecutable());
    }

    @Test
    void theCloudGivesItsAppsOnlySettingsThatExist() throws IOException {
        for (String app : List.of("api.bicep", "workers.bicep")) {
            Set<String> variables = variables(Files.readString(AZURE.resolve(app)), "name: '([A-Z][A-Z0-9_]+)'");
            assertThat(variables)
                    .as(app)
                    .contains("SPRING_PROFILES_ACTIVE", "NIGHTJAR_ROLE")
                    .allSatisfy(DeployFilesTest::setsSomething);
        }
        assertThat(Files.readString(AZURE.resolve("workers.bicep")))
                .doesNotContain("DATABASE", "secretRef", "ingress:");
    }

    static Stream<Path> templates() throws IOException {
        try (Stream<Path> files = Files.list(AZURE)) {
            return files.filter(file -> file.toString().endsWith(".bicep")).sorted().toList().stream();
        }
    }

    /** No compiler of templates can be had everywhere; this finds what is most easily forgotten. */
    @ParameterizedTest
    @MethodSource("templates")
    void aTemplateIsGivenEveryParameterAndUsesItsOwn(Path template) {
        String text = withoutComments(template);
        String code = withoutStrings(text);

        for (String pair : List.of("{}", "[]", "()")) {
            assertThat(code.chars().filter(letter -> letter == pair.charAt(0)).count())
                    .as("as many %s as %s", pair.charAt(0), pair.charAt(1))
                    .isEqualTo(code.chars()
                            .filter(letter -> letter == pair.charAt(1))
                            .count());
        }
        assertThat(parameters(text).keySet())
                .allSatisfy(name -> assertThat(
                                found(code, "\\b%s\\b".formatted(name)).count())
                        .as("%s is used", name)
                        .isGreaterThan(1));
        found(text, "(?s)module \\w+ '([^']+)'.*?params: \\{(.*?)\\n?  \\}\\n\\}")
                .forEach(module -> {
                    Map<String, Boolean> wanted = parameters(withoutComments(AZURE.resolve(module.group(1))));
                    Set<String> given = variables(module.group(2), "(?:^|[\\s,{])(\\w+): ");
                    assertThat(wanted.keySet()).as(module.group(1)).containsAll(given);
                    assertThat(given)
                            .as(module.group(1))
                            .containsAll(wanted.entrySet().stream()
                                    .filter(Map.Entry::getValue)
                                    .map(Map.Entry::getKey)
                                    .toList());
                });
    }

    @Test
    void theServiceStartsWhatIsThere() throws IOException {
        String unit = Files.readString(ROOT.resolve("deploy/systemd/nightjar.service"));

        assertThat(unit).contains("ExecStart=/opt/nightjar/nightjar run --data /var/lib/nightjar");
        assertThat(ROOT.resolve("nightjar")).isExecutable();
        assertThat(unit.lines())
                .allMatch(line -> line.isEmpty() || line.matches("#.*|\\[(Unit|Service|Install)]|[A-Z]\\w+=.+"));
    }

    private static void setsSomething(String variable) {
        assertThat(ShippedSettings.setsSomething(variable))
                .as("%s sets nothing", variable)
                .isTrue();
    }

    /** By name, and whether a value must be given. */
    private static Map<String, Boolean> parameters(String text) {
        return found(text, "(?m)^param (\\w+) ([^\\n]*)")
                .collect(Collectors.toMap(
                        parameter -> parameter.group(1),
                        parameter -> !parameter.group(2).contains("=")));
    }

    private static Set<String> variables(String text, String pattern) {
        return found(text, pattern).map(one -> one.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<MatchResult> found(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results();
    }

    private static String withoutComments(Path file) {
        try {
            return Files.readString(file).replaceAll("(?m)^\\s*//.*$", "");
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Of each string only what it takes from parameters. */
    private static String withoutStrings(String text) {
        return Pattern.compile("'[^'\\n]*'")
                .matcher(text)
                .replaceAll(string -> found(string.group(), "\\$\\{([^}]*)}")
                        .map(value -> value.group(1))
                        .collect(Collectors.joining(" ", " ", " ")));
    }

    @SuppressWarnings("unchecked")
    private static <T> Map<String, T> part(Map<String, ?> whole, String name) {
        return (Map<String, T>) Objects.requireNonNull(whole.get(name));
    }
}
