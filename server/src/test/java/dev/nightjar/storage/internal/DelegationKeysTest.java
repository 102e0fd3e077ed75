package dev.nightjar.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.UserDelegationKey;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import dev.nightjar.storage.Azurite;
import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.ClipStore;
import dev.nightjar.storage.GrantRefused;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** An identity opens the store and signs grants, over HTTPS, as in the cloud. */
class DelegationKeysTest {

    private static final String MP4 = "video/mp4";
    private static final Instant START = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final BlobKey key = new BlobKey("clips/one");

    @TempDir
    private Path folder;

    private Azurite azurite;
    private SSLContext trust;

    @BeforeEach
    void startWithACertificate() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        X509Certificate certificate = certificate(pair);
        Path chain = pem("CERTIFICATE", certificate.getEncoded());
        Path secret = pem("PRIVATE KEY", pair.getPrivate().getEncoded());
        trust = trusting(certificate);
        azurite = Azurite.start("--oauth", "basic", "--cert", chain.toString(), "--key", secret.toString());
    }

    @AfterEach
    void end() throws Exception {
        azurite.close();
    }

    @Test
    void grantsThatAnIdentitySignedAreHonouredUntilTheyEnd() throws Exception {
        ClipStore store = open();
        store.upload(store.grantUpload(key, MP4, 3), new byte[] {1, 2, 3});
        Path target = folder.resolve("clip");
        store.download(store.grantRead(key, MP4, Duration.ofMinutes(1)), target);
        assertThat(target).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(store.grantRead(key, MP4, Duration.ofMinutes(1)).url().toString())
                .contains("skoid=", "spr=https&", "rscc=no-store");

        now.set(START.minus(Duration.ofHours(2)));
        ClipStore earlier = open();
        assertThatThrownBy(() ->
                        earlier.download(earlier.grantRead(key, MP4, Duration.ofMinutes(1)), folder.resolve("late")))
                .isInstanceOf(GrantRefused.class);
    }

    @Test
    void aKeyIsKeptForHalfADayAndThenRenewed() {
        DelegationKeys keys = new DelegationKeys(service(), clock);
        UserDelegationKey first = keys.current();
        now.set(START.plus(Duration.ofHours(11)));
        assertThat(keys.current()).isSameAs(first);
        now.set(START.plus(Duration.ofHours(13)));
        assertThat(keys.current().getSignedExpiry()).isAfter(first.getSignedExpiry());
    }

    @Test
    void aStoreThatIsAwayWhenAKeyIsDueDoesNotStopGrantsUntilTheKeyEnds() throws Exception {
        DelegationKeys keys = new DelegationKeys(service(), clock);
        UserDelegationKey first = keys.current();
        azurite.close();
        now.set(START.plus(Duration.ofHours(13)));
        assertThat(keys.current()).isSameAs(first);
        now.set(START.plus(Duration.ofHours(18)).plusSeconds(1));
        assertThatThrownBy(keys::current).isInstanceOf(RuntimeException.class);
    }

    private ClipStore open() {
        AzureSettings azure =
                new AzureSettings(azurite.endpoint(), "identity", AzureSettings.Access.IDENTITY, null, null, List.of());
        return new AzureAccount(AzureClipStoreTest.settings(azure), this::http, this::identity).open(clock);
    }

    private BlobServiceClient service() {
        return new BlobServiceClientBuilder()
                .endpoint(azurite.endpoint().toString())
                .httpClient(new JdkHttpClientBuilder(http()).build())
                .credential(identity())
                .retryOptions(new RequestRetryOptions(RetryPolicyType.FIXED, 1, (Duration) null, null, null, null))
                .buildClient();
    }

    private HttpClient.Builder http() {
        return HttpClient.newBuilder().sslContext(trust);
    }

    /** What Azure's identity service would give: Azurite looks at what it says, not at who signed it. */
    private TokenCredential identity() {
        String claims = """
                {"aud":"https://storage.azure.com","iss":"https://sts.windows.net/ab1f708d-50f6-404c-a006-d71b2ac7a606/",
                "iat":%1$d,"nbf":%1$d,"exp":%2$d,"oid":"23657296-5cd5-45b0-a809-d972a7f4dfe1",
                "tid":"dd0d0df1-06c3-436c-8034-4b9a153097ce"}""".formatted(
                        START.minusSeconds(600).getEpochSecond(),
                        START.plusSeconds(3600).getEpochSecond());
        String token = text("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + text(claims) + "." + text("unsigned");
        return request ->
                Mono.just(new AccessToken(token, START.plus(Duration.ofDays(2)).atOffset(ZoneOffset.UTC)));
    }

    private static String text(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private Path pem(String kind, byte[] content) throws Exception {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                folder.resolve(kind.replace(' ', '-') + ".pem"),
                "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, body));
    }

    private static X509Certificate certificate(KeyPair pair) throws Exception {
        X500Name name = new X500Name("CN=127.0.0.1");
        var builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(START.minus(Duration.ofDays(1))),
                Date.from(START.plus(Duration.ofDays(1))),
                name,
                pair.getPublic());
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
    }

    private static SSLContext trusting(X509Certificate certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("azurite", certificate);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
