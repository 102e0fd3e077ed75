package dev.nightjar.https;

import dev.nightjar.identity.OwnNames;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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

    /** Whoever has a certificate for a name is called so. */
    @Bean
    OwnNames certificateNames(Certificates certificates) {
        return certificates::isFor;
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
        // QR codes are drawn with characters that a terminal's locale may not know to the JVM
        PrintStream console = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        return new Welcome(settings, certificates, console);
    }
}
