package dev.nightjar.inference.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The readers of clips and previews, their fence, and the model. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({InferenceSettings.class, PreviewSettings.class})
class InferenceConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(InferenceConfiguration.class);

    @Bean
    NetworkFence networkFence() {
        NetworkFence network = new NetworkFence();
        if (!network.stands()) {
            LOG.warn(
                    "Clips are read by a program that could reach the network: this system permits no network namespaces");
        }
        return network;
    }

    @Bean
    WorkFolder workFolder(@Value("${nightjar.data:./data}") Path data) throws IOException {
        return new WorkFolder(data.resolve("work"));
    }

    @Bean
    FfmpegFiles ffmpegFiles(@Value("${nightjar.data:./data}") Path data) {
        return new FfmpegFiles(data.resolve("cache"));
    }

    @Bean
    ClipReader clipReader(FfmpegFiles files, NetworkFence network, InferenceSettings settings) {
        return new ClipReader(files, new Fence(network, settings), settings);
    }

    @Bean
    PreviewReader previewReader(
            FfmpegFiles files, NetworkFence network, WorkFolder folders, InferenceSettings settings) {
        return new PreviewReader(files, new Fence(network, settings), folders);
    }

    /** One for clips and previews: it is opened at the first of either. */
    @Bean
    LazyModel lazyModel() {
        return new LazyModel();
    }

    /** Says whether the reader of hostile clips is without a network; where it is not, the server works all the same. */
    @Bean
    HealthIndicator clipFenceHealthIndicator(NetworkFence network) {
        return () -> Health.up()
                .withDetail("network", network.stands() ? "none" : "open")
                .build();
    }

    /** Whether the model is where it should be: without it every analysis would fail. */
    @Bean("model")
    HealthIndicator modelHealthIndicator() {
        return () ->
                NanodetModel.isThere() ? Health.up().build() : Health.down().build();
    }
}
