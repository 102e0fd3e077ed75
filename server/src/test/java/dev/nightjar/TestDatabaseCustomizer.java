package dev.nightjar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/** Gives every application context of the tests a database and a data folder of its own. Found by its registration. */
class TestDatabaseCustomizer implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configuration) {
        return new FreshDatabase();
    }

    /** Equal to every other, so that contexts can be shared between test classes. */
    private record FreshDatabase() implements ContextCustomizer {

        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
            TestDatabase database = TestDatabase.create();
            TestPropertyValues.of(
                            "nightjar.data=" + temporaryFolder(),
                            "nightjar.database.url=" + database.url(),
                            "nightjar.database.username=postgres",
                            "spring.datasource.hikari.maximum-pool-size=6",
                            "spring.datasource.hikari.minimum-idle=0",
                            "spring.test.print-condition-evaluation-report=false")
                    .applyTo(context);
        }

        private static Path temporaryFolder() {
            try {
                Path folder = Files.createTempDirectory("nightjar-test");
                folder.toFile().deleteOnExit();
                return folder;
            } catch (IOException exception) {
                throw new UncheckedIOException(exception);
            }
        }
    }
}
