package dev.nightjar.inference.internal;

import dev.nightjar.inference.VisionHealth;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.json.JsonMapper;

/** The vision-language model, where one is set. */
@Configuration(proxyBeanMethods = false)
@WhenVlm
class VlmConfiguration {

    @Bean
    @Primary
    VlmAnalyzer vlmAnalyzer(
            NanodetAnalyzer detector, InferenceSettings settings, JsonMapper json, VlmMetrics metrics, Clock clock) {
        VlmSettings vlm = settings.vlm();
        VlmClient client = new VlmClient(vlm, json, new RetryAfter(clock));
        VlmTeller teller = new VlmTeller(new VlmSender(client, vlm, clock), new VlmPrompt(vlm, json), vlm.atOnce());
        return new VlmAnalyzer(detector, settings, client, teller, metrics, clock);
    }

    @Bean
    VlmMetrics vlmMetrics(MeterRegistry meters, @Qualifier("visionModel") VisionHealth health) {
        return new VlmMetrics(meters, health);
    }

    @Bean("visionModel")
    VisionHealth visionHealth() {
        return new VisionHealth();
    }
}
