package dev.nightjar.webpush.internal;

import com.interaso.webpush.CryptoKt;
import com.interaso.webpush.VapidKeys;
import com.interaso.webpush.WebPush;
import dev.nightjar.identity.PublicAddress;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * By what push services know this server (VAPID, RFC 8292): the pair of the settings, else one that is made at the first
 * start and kept in the database, so that all nodes have the same.
 */
@Component
class PushKeys {

    private static final Logger log = LoggerFactory.getLogger(PushKeys.class);

    /** Push services want to be told something; this says that there is nobody to turn to. */
    private static final String NOBODY = "mailto:nobody@nightjar.invalid";

    private final WebPush push;

    PushKeys(PushSettings settings, PublicAddress address, JdbcClient jdbc, Clock clock) {
        VapidKeys set = ofSettings(settings);
        this.push = new WebPush(subject(settings, address), set == null ? kept(jdbc, clock) : set);
    }

    /** The public key as browsers take it: a point of P-256, uncompressed, in base64url. */
    String publicKey() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(push.getVapidKeys().getApplicationServerKey());
    }

    /** Encrypts for browsers, and signs for their push services. */
    WebPush push() {
        return push;
    }

    private static String subject(PushSettings settings, PublicAddress address) {
        String set = settings.subject();
        if (set != null && !set.isEmpty()) {
            return set;
        }
        return address.value()
                .map(URI::toString)
                .filter(text -> text.startsWith("https://"))
                .orElse(NOBODY);
    }

    private static @Nullable VapidKeys ofSettings(PushSettings settings) {
        String publicKey = settings.publicKey();
        String privateKey = settings.privateKey();
        if (isEmpty(publicKey) && isEmpty(privateKey)) {
            return null;
        }
        try {
            return VapidKeys.fromUncompressedBytes(String.valueOf(publicKey), String.valueOf(privateKey));
        } catch (RuntimeException broken) {
            // neither the key nor what the library says of it may reach the log
            throw new IllegalStateException("nightjar.webpush.public-key and private-key are no pair of P-256 keys in"
                    + " base64url; set both, or none to have them made");
        }
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static VapidKeys kept(JdbcClient jdbc, Clock clock) {
        VapidKeys made = VapidKeys.generate();
        int inserted = jdbc.sql("""
                insert into push_keys (public_key, private_key, made_at) values (?, ?, ?) on conflict do nothing
                """)
                .params(made.getApplicationServerKey(), scalar(made), Timestamp.from(clock.instant()))
                .update();
        if (inserted > 0) {
            log.atInfo().log("Keys for push services made");
        }
        return jdbc.sql("select public_key, private_key from push_keys")
                .query((row, index) -> new VapidKeys(
                        CryptoKt.generatePublicKeyFromUncompressedBytes(row.getBytes("public_key")),
                        CryptoKt.generatePrivateKeyFromUncompressedBytes(row.getBytes("private_key"))))
                .single();
    }

    /** The private key as 32 bytes. */
    private static byte[] scalar(VapidKeys keys) {
        byte[] number = keys.getPrivateKey().getS().toByteArray();
        byte[] scalar = new byte[32];
        int length = Math.min(number.length, scalar.length);
        System.arraycopy(number, number.length - length, scalar, scalar.length - length, length);
        return scalar;
    }
}
