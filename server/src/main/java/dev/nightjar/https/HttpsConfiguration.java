package dev.nightjar.https;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** HTTPS on one machine; nothing of it exists unless it is asked for. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("nightjar.https.enabled")
class HttpsConfiguration {

    /** The name under which {@code server.ssl.bundle} finds the certificate. */
    static final String BUNDLE = "nightjar";

    @Bean
    Certificates certificates(HttpsSettings settings, Clock clock) {
        return Certificates.open(settings, clock);
    }

    @Bean
    SslBundleRegistrar certificateRegistrar(Certificates certificates) {
        return registry -> registry.registerBundle(BUNDLE, certificates.bundle());
    }

    @Bean(destroyMethod = "close")
    CertificateRenewal certificateRenewal(
            Certificates certificates, SslBundleRegistry bundles, HttpsSettings settings) {
        return new CertificateRenewal(certificates, bundles, settings);
    }

    @Bean(destroyMethod = "close")
    Welcome welcome(HttpsSettings settings, Certificates certificates) {
        return new Welcome(settings, certificates, System.out);
    }
}
