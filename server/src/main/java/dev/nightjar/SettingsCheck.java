package dev.nightjar;

import java.util.stream.Stream;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.stereotype.Component;

/**
 * Stops the start when a setting names a module that does not exist, such as {@code nightjar.storrage.folder}. What is
 * misspelt within a module's settings is found by the module's own record.
 */
@Component
@Lazy(false)
class SettingsCheck implements InitializingBean {

    private static final String PREFIX = "nightjar.";

    /** Not of one module: where everything is kept on one machine. */
    private static final String DATA = PREFIX + "data";

    /** What the process does. */
    private static final String ROLE = PREFIX + "role";

    /** Who the operator is, which {@code identity} finds out. */
    private static final String OPERATOR = PREFIX + "operator.";

    private final ConfigurableEnvironment environment;

    SettingsCheck(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public void afterPropertiesSet() {
        environment.getPropertySources().stream()
                .filter(source -> !carriesNamesOfOtherPrograms(source))
                .flatMap(SettingsCheck::names)
                .filter(name -> name.startsWith(PREFIX) && !name.equals(DATA) && !name.equals(ROLE))
                .filter(name -> !name.startsWith(OPERATOR) && !isOfModule(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalStateException(
                            "There is no setting '%s': after '%s' comes the name of a module.".formatted(name, PREFIX));
                });
    }

    private static boolean isOfModule(String name) {
        String module = name.substring(PREFIX.length()).split("[.\\[]", 2)[0];
        return SettingsCheck.class.getResource(module + "/package-info.class") != null;
    }

    private static boolean carriesNamesOfOtherPrograms(PropertySource<?> source) {
        return source.getName().equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)
                || source.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
    }

    private static Stream<String> names(PropertySource<?> source) {
        return source instanceof EnumerablePropertySource<?> enumerable
                ? Stream.of(enumerable.getPropertyNames())
                : Stream.empty();
    }
}
