package dev.nightjar.inference.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** What may be set, and what stops the start. */
class VlmSettingsTest {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(InferenceSettings.class)
    static class Settings {}

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Settings.class);

    @Test
    void thereIsNoneUnlessOneIsSet() {
        runner.run(context -> {
            InferenceSettings settings = context.getBean(InferenceSettings.class);
            assertThat(settings.vlm().isOn()).isFalse();
            assertThat(settings.clipsAtOnce()).isEqualTo(1);
        });
    }

    @Test
    void clipsThatWaitForAModelTakeNoPlaceOfOthers() {
        runner.withPropertyValues(
                        "nightjar.inference.vlm.base-url=http://127.0.0.1:8000/v1", "nightjar.inference.vlm.at-once=4")
                .run(context -> assertThat(
                                context.getBean(InferenceSettings.class).clipsAtOnce())
                        .isEqualTo(5));
    }

    @Test
    void theKeyIsSaidNowhere() {
        runner.withPropertyValues(
                        "nightjar.inference.vlm.base-url=http://127.0.0.1:8000/v1",
                        "nightjar.inference.vlm.api-key=" + TestVlm.KEY)
                .run(context -> assertThat(
                                context.getBean(InferenceSettings.class).toString())
                        .contains("127.0.0.1")
                        .doesNotContain(TestVlm.KEY));
    }

    @Test
    void whatCannotWorkStopsTheStart() {
        refuses("base-url=http://user:password@gpu/v1");
        refuses("base-url=file:///etc/passwd");
        refuses("base-url=gpu:8000");
        refuses("time-limit=3m");
        refuses("frames=40");
        refuses("server=other");
        refuses("modle=x");
    }

    private void refuses(String setting) {
        runner.withPropertyValues("nightjar.inference.vlm." + setting)
                .run(context -> assertThat(context).as(setting).hasFailed());
    }
}
