package dev.nightjar.https;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/** The certificate that the program answers with: the operator's own, or one by the local authority. */
final class Certificates {

    private static final String BEGIN_PEM = "-----BEGIN ";

    private final HttpsSettings settings;
    private final @Nullable LocalAuthority authority;
    private LocalAddresses machine;
    private @Nullable IssuedCertificate inUse;
    private List<String> ownNames = List.of();

    private Certificates(HttpsSettings settings, @Nullable LocalAuthority authority, LocalAddresses machine) {
        this.settings = settings;
        this.authority = authority;
        this.machine = machine;
    }

    static Certificates open(HttpsSettings settings, Clock clock) {
        LocalAddresses machine = LocalAddresses.now();
        if (settings.certificate() != null) {
            return new Certificates(settings, null, machine);
        }
        CertificateFiles files = new CertificateFiles(settings.folder());
        return new Certificates(settings, LocalAuthority.open(files, LocalAddresses.hostName(), clock), machine);
    }

    /** The authority that phones must trust; none where the certificate is the operator's own. */
    Optional<IssuedCertificate> authority() {
        return Optional.ofNullable(authority).map(LocalAuthority::certificate);
    }

    /** Where phones find this machine. */
    synchronized LocalAddresses machine() {
        return machine;
    }

    /** The host that phones open: this machine's address, or the first name of the operator's own certificate. */
    synchronized String host() {
        return ownNames.stream()
                .filter(name -> !name.startsWith("*"))
                .findFirst()
                .orElseGet(machine::preferred);
    }

    /** Whether the operator's own certificate is for this name; an asterisk stands for one label. */
    synchronized boolean isFor(String name) {
        return ownNames.contains(name) || ownNames.contains(name.replaceFirst("^[^.]+", "*"));
    }

    /**
     * What the program answers with now.
     *
     * @throws HttpsStartException when the operator's certificate cannot be used
     */
    synchronized SslBundle bundle() {
        if (authority != null) {
            inUse = authority.certificateFor(machine);
            return SslBundle.of(storeOf(inUse));
        }
        Path file = Objects.requireNonNull(settings.certificate());
        try {
            SslBundle bundle = SslBundle.of(ownStore(file, settings.certificatePassword()));
            // reads key and certificate: a file that does not fit is told now, not at the first visit
            bundle.getManagers().getKeyManagers();
            ownNames = names(bundle);
            return bundle;
        } catch (IOException | GeneralSecurityException | RuntimeException exception) {
            throw new HttpsStartException(
                    "%s is no certificate with its key. It must be PEM with both, or PKCS12 with its password."
                            .formatted(file),
                    exception);
        }
    }

    /** Looks at this machine again: a new bundle where its addresses or the age of the certificate ask for one. */
    synchronized Optional<SslBundle> renewed(LocalAddresses now) {
        if (authority == null) {
            return Optional.empty();
        }
        machine = now;
        IssuedCertificate certificate = authority.certificateFor(now);
        if (certificate.equals(inUse)) {
            return Optional.empty();
        }
        return Optional.of(bundle());
    }

    private static SslStoreBundle ownStore(Path file, @Nullable String password) throws IOException {
        byte[] content = Files.readAllBytes(file);
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (text.contains(BEGIN_PEM)) {
            return new PemSslStoreBundle(PemSslStoreDetails.forCertificate(text).withPrivateKey(text), null);
        }
        return new JksSslStoreBundle(
                new JksSslStoreDetails("PKCS12", null, file.toUri().toString(), password), null);
    }

    private static List<String> names(SslBundle bundle) throws GeneralSecurityException {
        KeyStore store = Objects.requireNonNull(bundle.getStores().getKeyStore());
        for (String alias : Collections.list(store.aliases())) {
            if (store.getCertificate(alias) instanceof X509Certificate certificate
                    && certificate.getSubjectAlternativeNames() != null) {
                return certificate.getSubjectAlternativeNames().stream()
                        .map(name -> name.get(1).toString().toLowerCase(Locale.ROOT))
                        .toList();
            }
        }
        return List.of();
    }

    private static SslStoreBundle storeOf(IssuedCertificate issued) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", issued.key(), null, new Certificate[] {issued.certificate()});
            return SslStoreBundle.of(store, null, null);
        } catch (GeneralSecurityException | IOException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
