package dev.nightjar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every setting there is, as the compiler wrote it down, and what the files that we ship set. */
final class ShippedSettings {

    private static final Pattern MAP_OF_RECORDS = Pattern.compile("java\\.util\\.Map<java\\.lang\\.String,(dev\\..+)>");
    private static final Pattern PARAMETER =
            Pattern.compile("\\* @param (\\w+) ((?:(?!\\* @param|\\*/).)*)", Pattern.DOTALL);

    /**
     * One setting.
     *
     * @param name such as {@code nightjar.jobs.threads}
     * @param standard its value where nobody sets it
     */
    record Setting(
            String name,
            String type,
            String description,
            @Nullable String standard) {

        /** How it is called in the environment. */
        String variable() {
            return ShippedSettings.variable(name);
        }

        /** Whether its value is for nobody's eyes. */
        boolean secret() {
            return name.matches(".*(password|token|secret|key|credential|connection-string)");
        }
    }

    private ShippedSettings() {}

    /** Our own, by name; those of a map are named with a star in the place of its key. */
    static List<Setting> ours() {
        return settings()
                .filter(setting -> setting.name().startsWith("nightjar."))
                .flatMap(setting -> Stream.concat(Stream.of(setting), ofRecords(setting)))
                .filter(setting -> !MAP_OF_RECORDS.matcher(setting.type()).matches())
                .sorted(Comparator.comparing(Setting::name))
                .distinct()
                .toList();
    }

    /** The setting of that name, ours or a library's. */
    static Optional<Setting> find(String name) {
        // of a list each has a number, and of a map a name that may have dots
        String sought = name.replaceAll("\\[\\d+]", "").replaceAll("\\[([^\\]]+)]", ".$1");
        return Stream.concat(ours().stream(), settings())
                .filter(setting -> matches(setting, sought))
                .findFirst();
    }

    /** Whether an environment variable sets a setting that exists. */
    static boolean setsSomething(String variable) {
        return Stream.concat(ours().stream(), settings()).anyMatch(setting -> matchesVariable(setting, variable));
    }

    /** What a file on the class path sets. */
    static Map<String, String> file(String name) {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource(name));
        Map<String, String> values = new TreeMap<>();
        Optional.ofNullable(yaml.getObject())
                .ifPresent(all -> all.forEach((key, value) -> values.put(key.toString(), value.toString())));
        return values;
    }

    static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace("-", "").replace('.', '_');
    }

    private static boolean matches(Setting setting, String sought) {
        if (setting.type().startsWith("java.util.Map<")) {
            return sought.startsWith(setting.name() + ".");
        }
        return sought.matches(Pattern.quote(setting.name()).replace("*", "\\E[^.]+\\Q"));
    }

    private static boolean matchesVariable(Setting setting, String variable) {
        String name = setting.variable();
        return setting.type().startsWith("java.util.Map<")
                ? variable.startsWith(name + "_")
                : variable.matches(name.replace("*", "[^_]+"));
    }

    private static Stream<Setting> settings() {
        try {
            return Collections.list(ShippedSettings.class
                            .getClassLoader()
                            .getResources("META-INF/spring-configuration-metadata.json"))
                    .stream()
                    .flatMap(ShippedSettings::read);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static Stream<Setting> read(URL file) {
        try (InputStream stream = file.openStream()) {
            JsonNode properties = JsonMapper.shared().readTree(stream).path("properties");
            return properties.valueStream().map(ShippedSettings::setting).toList().stream();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static Setting setting(JsonNode property) {
        JsonNode standard = property.get("defaultValue");
        return new Setting(
                property.path("name").asString(),
                property.path("type").asString(""),
                property.path("description").asString(""),
                standard == null ? null : standard.isString() ? standard.asString() : standard.toString());
    }

    /** The compiler does not look into maps, but the record says the same in its comment. */
    private static Stream<Setting> ofRecords(Setting map) {
        return MAP_OF_RECORDS.matcher(map.type()).results().flatMap(found -> {
            Path source = Path.of("src/main/java", found.group(1).replace('.', '/') + ".java");
            return PARAMETER
                    .matcher(read(source))
                    .results()
                    .map(parameter -> new Setting(
                            map.name() + ".*." + kebab(parameter.group(1)),
                            "",
                            parameter
                                    .group(2)
                                    .replaceAll("\\s*\\n\\s*\\*?\\s*", " ")
                                    .strip(),
                            null));
        });
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
