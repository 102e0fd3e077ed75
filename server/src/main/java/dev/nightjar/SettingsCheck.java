package dev.nightjar;

import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

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

    /** These carry names of other programs too. */
    private static final Set<String> UNCHECKED = Set.of(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);

    private final ConfigurableEnvironment environment;

    SettingsCheck(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public void afterPropertiesSet() {
        settings()
                .filter(name -> !name.equals(DATA) && !isOfModule(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalStateException(
                            "There is no setting '%s'. Settings are %s and those that begin with a module's name."
                                    .formatted(name, DATA));
                });
    }

    /** Asks for the module's package, not for its settings: a part of the modules may be booted alone. */
    private static boolean isOfModule(String name) {
        String module = name.substring(PREFIX.length()).split("\\.", 2)[0];
        return ClassUtils.isPresent(
                "%s.%s.package-info".formatted(SettingsCheck.class.getPackageName(), module),
                SettingsCheck.class.getClassLoader());
    }

    private Stream<String> settings() {
        return environment.getPropertySources().stream()
                .filter(source -> !UNCHECKED.contains(source.getName()))
                .flatMap(SettingsCheck::names)
                .filter(name -> name.startsWith(PREFIX));
    }

    private static Stream<String> names(PropertySource<?> source) {
        return source instanceof EnumerablePropertySource<?> enumerable
                ? Stream.of(enumerable.getPropertyNames())
                : Stream.empty();
    }
}
