package dev.nightjar.inference.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The settings that the program ships, but for what a test is about. */
final class TestSettings {

    private TestSettings() {}

    static InferenceSettings inference(Duration wallLimit) {
        Binder binder = new Binder(List.of(
                new MapConfigurationPropertySource(Map.of("nightjar.inference.wall-limit", wallLimit.toString()))));
        return binder.bindOrCreate("nightjar.inference", Bindable.of(InferenceSettings.class));
    }
}
