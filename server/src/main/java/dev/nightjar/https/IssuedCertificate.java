package dev.nightjar.https;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.springframework.boot.ssl.pem.PemContent;

/**
 * A certificate with its private key.
 *
 * @param key EC, P-256
 * @param certificate signed by the local authority, or the authority itself
 */
record IssuedCertificate(PrivateKey key, X509Certificate certificate) {

    /** Reads what {@link #toPem} wrote. */
    static IssuedCertificate fromPem(String pem) {
        PemContent content = PemContent.of(pem);
        X509Certificate certificate = content.getCertificates().getFirst();
        return new IssuedCertificate(Objects.requireNonNull(content.getPrivateKey()), certificate);
    }

    String toPem() {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(new JcaPKCS8Generator(key, null));
            writer.writeObject(certificate);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        return text.toString();
    }

    /** Its common name, as phones list it. */
    String name() {
        return certificate.getSubjectX500Principal().getName().replaceFirst("^CN=", "");
    }

    /** The certificate alone, as phones install it. */
    byte[] encoded() {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException exception) {
            throw new IllegalStateException(exception);
        }
    }

    /** SHA-256 of the certificate in pairs of digits, as phones show it. */
    String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(encoded());
            return HexFormat.ofDelimiter(" ").formatHex(digest).toUpperCase(Locale.ROOT);
        } catch (GeneralSecurityException exception) {
            throw new IllegalStateException(exception);
        }
    }

    /** The names and addresses that the certificate is good for. */
    Set<String> subjects() {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? Set.of()
                    : names.stream().map(name -> name.get(1).toString()).collect(Collectors.toUnmodifiableSet());
        } catch (CertificateParsingException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
