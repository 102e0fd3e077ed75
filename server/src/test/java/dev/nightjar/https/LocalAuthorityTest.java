package dev.nightjar.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAuthorityTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");

    @TempDir
    Path folder;

    @Test
    void theCertificateIsTrustedByWhoeverTrustsTheAuthority() throws Exception {
        LocalAuthority authority = open(NOW);

        IssuedCertificate issued = authority.certificateFor(machine("192.168.1.20"));

        validate(issued, authority.certificate());
        assertThat(issued.subjects()).contains("192.168.1.20", "127.0.0.1", "localhost", "shelf.local");
    }

    @Test
    void theSameAuthorityAndCertificateAreUsedAgainAfterARestart() {
        IssuedCertificate first = open(NOW).certificateFor(machine("192.168.1.20"));

        LocalAuthority later = open(NOW.plus(Duration.ofDays(10)));

        assertThat(later.certificateFor(machine("192.168.1.20")).certificate()).isEqualTo(first.certificate());
    }

    @Test
    void aNewAddressGetsANewCertificateOfTheSameAuthority() throws Exception {
        LocalAuthority authority = open(NOW);
        IssuedCertificate before = authority.certificateFor(machine("192.168.1.20"));

        IssuedCertificate after = authority.certificateFor(machine("10.0.0.7"));

        assertThat(after.certificate()).isNotEqualTo(before.certificate());
        validate(after, authority.certificate());
    }

    @Test
    void aCertificateNearItsEndIsRenewedAndTheAuthorityStays() {
        LocalAuthority first = open(NOW);
        IssuedCertificate old = first.certificateFor(machine("192.168.1.20"));

        LocalAuthority later = open(NOW.plus(Duration.ofDays(370)));

        assertThat(later.certificate().certificate())
                .isEqualTo(first.certificate().certificate());
        assertThat(later.certificateFor(machine("192.168.1.20")).certificate()).isNotEqualTo(old.certificate());
    }

    @Test
    void browsersAcceptItsLifetime() {
        IssuedCertificate issued = open(NOW).certificateFor(machine("192.168.1.20"));

        Duration lifetime = Duration.between(
                issued.certificate().getNotBefore().toInstant(),
                issued.certificate().getNotAfter().toInstant());
        assertThat(lifetime).isLessThanOrEqualTo(Duration.ofDays(398));
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.20", "10.0.0.7", "172.31.255.1", "169.254.3.4", "127.0.0.1", "fd12::1", "::1"})
    void theAuthorityMayVouchForPrivateAddresses(String address) throws Exception {
        constraints().checkPermitted(new GeneralName(GeneralName.iPAddress, address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"198.51.100.1", "172.32.0.1", "2001:db8::1"})
    void theAuthorityMayNotVouchForPublicAddresses(String address) {
        assertThatThrownBy(() -> constraints().checkPermitted(new GeneralName(GeneralName.iPAddress, address)))
                .isInstanceOf(NameConstraintValidatorException.class);
    }

    @Test
    void theAuthorityMayVouchForLocalNamesOnly() throws Exception {
        constraints().checkPermitted(new GeneralName(GeneralName.dNSName, "localhost"));
        constraints().checkPermitted(new GeneralName(GeneralName.dNSName, "shelf.local"));
        assertThatThrownBy(() -> constraints().checkPermitted(new GeneralName(GeneralName.dNSName, "bank.example")))
                .isInstanceOf(NameConstraintValidatorException.class);
    }

    @Test
    void keysAreReadableByTheirUserOnly() throws IOException {
        open(NOW).certificateFor(machine("192.168.1.20"));

        assertThat(permissions(folder)).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve("authority.pem"))).isEqualTo("rw-------");
        assertThat(permissions(folder.resolve("server.pem"))).isEqualTo("rw-------");
    }

    private LocalAuthority open(Instant now) {
        return LocalAuthority.open(new CertificateFiles(folder), "shelf", Clock.fixed(now, ZoneOffset.UTC));
    }

    private static LocalAddresses machine(String address) {
        return new LocalAddresses(
                new TreeSet<>(Set.of("127.0.0.1", address)),
                new TreeSet<>(Set.of("localhost", "shelf.local")),
                address);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private PKIXNameConstraintValidator constraints() {
        IssuedCertificate authority = open(NOW).certificate();
        NameConstraints constraints =
                NameConstraints.getInstance(new X509CertificateHolder(Certificate.getInstance(authority.encoded()))
                        .getExtension(Extension.nameConstraints)
                        .getParsedValue());
        PKIXNameConstraintValidator validator = new PKIXNameConstraintValidator();
        validator.intersectPermittedSubtree(constraints.getPermittedSubtrees());
        return validator;
    }

    private static void validate(IssuedCertificate issued, IssuedCertificate authority)
            throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority.certificate(), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(NOW));
        CertPathValidator.getInstance("PKIX")
                .validate(
                        CertificateFactory.getInstance("X.509").generateCertPath(List.of(issued.certificate())),
                        parameters);
    }
}
