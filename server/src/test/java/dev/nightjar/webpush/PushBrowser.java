package dev.nightjar.webpush;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A browser's side of Web Push, written down from the RFCs with nothing but the JDK: it decrypts what came (RFC 8188,
 * 8291) with keys of its own.
 */
public final class PushBrowser {

    private final KeyPair keys = newKeys();
    private final byte[] secret = new byte[16];
    private final String path;

    PushBrowser(String path) {
        this.path = path;
        new SecureRandom().nextBytes(secret);
    }

    /** Below which its push service keeps its messages. */
    public String path() {
        return path;
    }

    /** Its key {@code p256dh}. */
    public String key() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(raw((ECPublicKey) keys.getPublic()));
    }

    /** Its key {@code auth}. */
    public String secret() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** What was said, once decrypted; fails when it was not meant for this browser, or changed on its way. */
    JsonNode decrypt(byte[] body) throws GeneralSecurityException, IOException {
        ByteBuffer message = ByteBuffer.wrap(body);
        byte[] salt = take(message, 16);
        int recordSize = message.getInt();
        byte[] sender = take(message, message.get());
        byte[] record = take(message, message.remaining());
        if (record.length > recordSize || body.length > 4096) {
            throw new IOException("A message is one record, and 4096 bytes at most");
        }
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(keys.getPrivate());
        agreement.doPhase(point(sender), true);
        byte[] info = concat("WebPush: info\0".getBytes("US-ASCII"), raw((ECPublicKey) keys.getPublic()), sender);
        byte[] input = derive(secret, agreement.generateSecret(), info, 32);
        byte[] key = derive(salt, input, "Content-Encoding: aes128gcm\0".getBytes("US-ASCII"), 16);
        byte[] nonce = derive(salt, input, "Content-Encoding: nonce\0".getBytes("US-ASCII"), 12);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        return new JsonMapper().readTree(unpadded(cipher.doFinal(record)));
    }

    private static byte[] unpadded(byte[] plain) throws IOException {
        int end = plain.length - 1;
        while (end >= 0 && plain[end] == 0) {
            end--;
        }
        if (end < 0 || plain[end] != 2) {
            throw new IOException("The last record ends with a 2");
        }
        return Arrays.copyOf(plain, end);
    }

    /** HKDF with SHA-256, for one block or less. */
    private static byte[] derive(byte[] salt, byte[] input, byte[] info, int length) throws GeneralSecurityException {
        byte[] key = mac(salt, input);
        return Arrays.copyOf(mac(key, concat(info, new byte[] {1})), length);
    }

    private static byte[] mac(byte[] key, byte[] data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }

    /** The public key of an uncompressed point. */
    static PublicKey point(byte[] raw) throws GeneralSecurityException {
        ECPoint point = new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(raw, 1, 33)), new BigInteger(1, Arrays.copyOfRange(raw, 33, 65)));
        ECPublicKey anyOfTheCurve = (ECPublicKey) newKeys().getPublic();
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, anyOfTheCurve.getParams()));
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static byte[] raw(ECPublicKey key) {
        return concat(
                new byte[] {4},
                number(key.getW().getAffineX()),
                number(key.getW().getAffineY()));
    }

    private static byte[] number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] whole = new byte[32];
        int length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, whole, 32 - length, length);
        return whole;
    }

    private static byte[] concat(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    private static byte[] take(ByteBuffer from, int length) {
        byte[] taken = new byte[length];
        from.get(taken);
        return taken;
    }
}
