package dev.nightjar;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.ConfigurationPropertiesBean;
import org.springframework.context.ApplicationContext;
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

    /** These carry names of other programs too. */
    private static final Set<String> UNCHECKED = Set.of(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);

    private final ApplicationContext context;
    private final ConfigurableEnvironment environment;

    SettingsCheck(ApplicationContext context, ConfigurableEnvironment environment) {
        this.context = context;
        this.environment = environment;
    }

    @Override
    public void afterPropertiesSet() {
        Set<String> modules = ConfigurationPropertiesBean.getAll(context).values().stream()
                .map(bean -> bean.getAnnotation().prefix() + ".")
                .filter(prefix -> prefix.startsWith(PREFIX))
                .collect(Collectors.toCollection(TreeSet::new));
        settings()
                .filter(name -> !name.equals(DATA) && modules.stream().noneMatch(name::startsWith))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalStateException("There is no setting '%s'. Settings begin with one of: %s, %s"
                            .formatted(name, DATA, String.join(" ", modules)));
                });
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
