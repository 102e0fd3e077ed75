package dev.nightjar.https;

import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The certificate authority of one machine, kept in its folder. A phone that trusts it trusts the certificates of this
 * machine; it may vouch for private addresses and local names only.
 */
final class LocalAuthority {

    /** Browsers refuse what lives longer than 398 days. */
    private static final Duration CERTIFICATE_LIFETIME = Duration.ofDays(397);

    private static final Duration AUTHORITY_LIFETIME = Duration.ofDays(3650);
    private static final Duration RENEWED_BEFORE_END = Duration.ofDays(30);

    private final CertificateFiles files;
    private final IssuedCertificate authority;
    private final Clock clock;

    private LocalAuthority(CertificateFiles files, IssuedCertificate authority, Clock clock) {
        this.files = files;
        this.authority = authority;
        this.clock = clock;
    }

    /**
     * Opens the kept authority; makes one on the first start, and when the old one nears its end.
     *
     * @param machine name of this machine, which tells authorities apart in a phone's list
     */
    static LocalAuthority open(CertificateFiles files, String machine, Clock clock) {
        Instant now = clock.instant();
        IssuedCertificate authority = files.read("authority")
                .filter(kept -> outlives(kept, now.plus(CERTIFICATE_LIFETIME)))
                .orElseGet(() -> {
                    IssuedCertificate made = CertificateMaker.authority(machine, now, now.plus(AUTHORITY_LIFETIME));
                    files.write("authority", made);
                    return made;
                });
        return new LocalAuthority(files, authority, clock);
    }

    /** The authority's own certificate, which phones install. */
    IssuedCertificate certificate() {
        return authority;
    }

    /** The kept certificate where it still covers this machine and does not end soon; else a new one. */
    IssuedCertificate certificateFor(LocalAddresses machine) {
        return files.read("server").filter(kept -> isGood(kept, machine)).orElseGet(() -> {
            Instant now = clock.instant();
            IssuedCertificate issued = CertificateMaker.server(authority, machine, now, now.plus(CERTIFICATE_LIFETIME));
            files.write("server", issued);
            return issued;
        });
    }

    private boolean isGood(IssuedCertificate kept, LocalAddresses machine) {
        return isSignedByAuthority(kept)
                && outlives(kept, clock.instant().plus(RENEWED_BEFORE_END))
                && kept.subjects().containsAll(machine.names())
                && kept.subjects().containsAll(machine.addresses());
    }

    private boolean isSignedByAuthority(IssuedCertificate kept) {
        try {
            kept.certificate().verify(authority.certificate().getPublicKey());
            return true;
        } catch (GeneralSecurityException signedByAnother) {
            return false;
        }
    }

    private static boolean outlives(IssuedCertificate certificate, Instant moment) {
        return certificate.certificate().getNotAfter().toInstant().isAfter(moment);
    }
}
