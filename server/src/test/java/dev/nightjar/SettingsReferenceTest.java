package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.ShippedSettings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Keeps the operator's page and the example of an environment true to the settings that there are. */
class SettingsReferenceTest {

    private static final Path PAGE = Path.of("../docs/operations.md");
    private static final Path EXAMPLE = Path.of("../.env.example");
    private static final String BEGIN = "<!-- settings, written by SettingsReferenceTest -->\n";
    private static final String END = "<!-- end of the settings -->";

    private final Map<String, String> everywhere = ShippedSettings.file("application.yaml");
    private final Map<String, String> azure = ShippedSettings.file("application-azure.yaml");

    @Test
    void everySettingStandsInTheOperatorsPage() throws IOException {
        String committed = Files.readString(PAGE);
        int begin = committed.indexOf(BEGIN) + BEGIN.length();
        String written = committed.substring(0, begin) + tables() + committed.substring(committed.indexOf(END));
        Files.writeString(PAGE, written);

        assertThat(committed)
                .as("docs/operations.md was stale; its settings have been written anew: commit it")
                .isEqualTo(written);
    }

    @Test
    void everySettingSaysWhatItIsFor() {
        assertThat(ShippedSettings.ours())
                .hasSizeGreaterThan(40)
                .filteredOn(setting -> setting.description().isBlank())
                .as("each setting needs a @param in the comment of its record")
                .isEmpty();
    }

    @Test
    void theFilesThatWeShipSetNothingThatDoesNotExist() {
        assertThat(everywhere.keySet()).allSatisfy(SettingsReferenceTest::exists);
        assertThat(azure.keySet()).isNotEmpty().allSatisfy(SettingsReferenceTest::exists);
    }

    @Test
    void theExampleOfAnEnvironmentNamesSettingsAndEverySecret() throws IOException {
        List<String> variables = Pattern.compile("^#? ?([A-Z][A-Z0-9_]+)=", Pattern.MULTILINE)
                .matcher(Files.readString(EXAMPLE))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(variables)
                .doesNotHaveDuplicates()
                .allSatisfy(variable -> assertThat(ShippedSettings.setsSomething(variable))
                        .as("%s sets nothing", variable)
                        .isTrue());
        assertThat(variables)
                .containsAll(ShippedSettings.ours().stream()
                        .filter(Setting::secret)
                        .map(Setting::variable)
                        .toList());
    }

    private static void exists(String name) {
        assertThat(ShippedSettings.find(name))
                .as("There is no setting %s", name)
                .isPresent();
    }

    private String tables() {
        return ShippedSettings.ours().stream()
                .collect(Collectors.groupingBy(
                        SettingsReferenceTest::group,
                        TreeMap::new,
                        Collectors.mapping(this::row, Collectors.joining())))
                .entrySet()
                .stream()
                .map(group -> "\n### %s\n\n| setting | what it is | default | `azure` |\n|---|---|---|---|\n%s"
                        .formatted(group.getKey(), group.getValue()))
                .collect(Collectors.joining("", "", "\n"));
    }

    private static String group(Setting setting) {
        String[] parts = setting.name().split("\\.");
        return parts.length < 3 ? "general" : parts[1];
    }

    private String row(Setting setting) {
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        setting.name(),
                        text(setting.description()),
                        code(everywhere.getOrDefault(setting.name(), setting.standard())),
                        code(azure.get(setting.name())));
    }

    private static String code(@Nullable String value) {
        return value == null ? "" : "`%s`".formatted(value);
    }

    private static String text(String comment) {
        return comment.replaceAll("\\{@(?:code|link) ([^}]+)}", "`$1`").replace("|", "\\|");
    }
}
