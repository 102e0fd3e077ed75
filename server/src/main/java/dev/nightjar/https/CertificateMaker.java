package dev.nightjar.https;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** What stands in the certificates of the local authority. */
final class CertificateMaker {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** A phone's clock may be a little behind ours. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

    private CertificateMaker() {}

    /** A certificate authority that may vouch for private addresses and local names only. */
    static IssuedCertificate authority(String machine, Instant now, Instant end) {
        KeyPair keys = newKeys();
        String number = serialNumber().toString(36).substring(0, 4);
        String spoken = "Nightjar on %s (%s)".formatted(machine.replaceAll("[^\\w .-]", ""), number);
        X500Principal name = new X500Principal("CN=" + spoken);
        var builder = new JcaX509v3CertificateBuilder(
                name, serialNumber(), Date.from(now.minus(CLOCK_TOLERANCE)), Date.from(end), name, keys.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(Extension.nameConstraints, true, new NameConstraints(permitted(), null));
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, extensions().createSubjectKeyIdentifier(keys.getPublic()));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        return new IssuedCertificate(keys.getPrivate(), sign(builder, keys.getPrivate()));
    }

    /** A server's certificate for the names and addresses of this machine. */
    static IssuedCertificate server(IssuedCertificate authority, LocalAddresses machine, Instant now, Instant end) {
        KeyPair keys = newKeys();
        var builder = new JcaX509v3CertificateBuilder(
                authority.certificate().getSubjectX500Principal(),
                serialNumber(),
                Date.from(now.minus(CLOCK_TOLERANCE)),
                Date.from(end),
                new X500Principal("CN=Nightjar"),
                keys.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(Extension.subjectAlternativeName, false, subjects(machine));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    extensions()
                            .createAuthorityKeyIdentifier(
                                    authority.certificate().getPublicKey()));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        return new IssuedCertificate(keys.getPrivate(), sign(builder, authority.key()));
    }

    private static GeneralNames subjects(LocalAddresses machine) {
        return new GeneralNames(Stream.concat(
                        machine.names().stream().map(name -> new GeneralName(GeneralName.dNSName, name)),
                        machine.addresses().stream().map(address -> new GeneralName(GeneralName.iPAddress, address)))
                .toArray(GeneralName[]::new));
    }

    private static GeneralSubtree[] permitted() {
        return Stream.concat(
                        LocalAddresses.PRIVATE_NETWORKS.stream()
                                .map(network -> new GeneralName(GeneralName.iPAddress, network)),
                        LocalAddresses.LOCAL_NAMES.stream().map(name -> new GeneralName(GeneralName.dNSName, name)))
                .map(GeneralSubtree::new)
                .toArray(GeneralSubtree[]::new);
    }

    private static BigInteger serialNumber() {
        return new BigInteger(127, RANDOM).setBit(126);
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException exception) {
            throw new IllegalStateException(exception);
        }
    }

    private static JcaX509ExtensionUtils extensions() {
        try {
            return new JcaX509ExtensionUtils();
        } catch (GeneralSecurityException exception) {
            throw new IllegalStateException(exception);
        }
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key) {
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException | GeneralSecurityException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
