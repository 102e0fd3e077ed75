package dev.nightjar.https;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundleRegistry;

/** Looks now and then whether the addresses of this machine changed or the certificate nears its end. */
final class CertificateRenewal implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CertificateRenewal.class);

    private final Certificates certificates;
    private final SslBundleRegistry bundles;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("certificate-renewal").factory());

    CertificateRenewal(Certificates certificates, SslBundleRegistry bundles, HttpsSettings settings) {
        this.certificates = certificates;
        this.bundles = bundles;
        long seconds = settings.checkEvery().toSeconds();
        timer.scheduleWithFixedDelay(this::check, seconds, seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void check() {
        try {
            renew(LocalAddresses.now());
        } catch (RuntimeException exception) {
            // the certificate in use goes on; the next look may succeed
            log.error("certificate check failed", exception);
        }
    }

    /** Puts a new certificate into use where this machine needs one. */
    void renew(LocalAddresses now) {
        certificates.renewed(now).ifPresent(bundle -> {
            bundles.updateBundle(HttpsConfiguration.BUNDLE, bundle);
            log.atInfo().addKeyValue("address", now.preferred()).log("certificate renewed");
        });
    }
}
