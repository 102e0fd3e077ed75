package dev.nightjar.webpush.internal;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PushSettings.class)
class PushConfiguration {

    /** What subscriptions may lead to. */
    @Bean
    @Lazy(false)
    PushEndpoints pushEndpoints(PushSettings settings, Environment environment) {
        if (settings.endpointsAnywhere() && environment.acceptsProfiles(Profiles.of("azure"))) {
            throw new IllegalStateException("nightjar.webpush.endpoints-anywhere is for tests alone: take it away");
        }
        return new PushEndpoints(settings.endpointsAnywhere());
    }
}
