package dev.nightjar.inference.internal;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The reader of clips and its fence. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InferenceSettings.class)
class InferenceConfiguration {

    @Bean
    NetworkFence networkFence() {
        return new NetworkFence();
    }

    @Bean
    ClipReader clipReader(
            @Value("${nightjar.data:./data}") Path data, NetworkFence network, InferenceSettings settings) {
        return new ClipReader(new FfmpegFiles(data.resolve("cache")), new Fence(network, settings), settings);
    }

    /** Says whether the reader of hostile clips is without a network; where it is not, the server works all the same. */
    @Bean
    HealthIndicator clipFenceHealthIndicator(NetworkFence network) {
        return () -> Health.up()
                .withDetail("network", network.stands() ? "none" : "open")
                .build();
    }
}
