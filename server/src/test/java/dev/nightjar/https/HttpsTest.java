package dev.nightjar.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/** A real Tomcat answers, and a real client decides whether it trusts it. */
class HttpsTest {

    @TempDir
    Path folder;

    @Test
    void aClientThatTrustsTheAuthorityIsAnsweredAndAnotherIsNot() throws Exception {
        try (var program = start()) {
            X509Certificate authority = authorityOf(program);

            assertThat(certificateSeen(program, authority).getIssuerX500Principal())
                    .isEqualTo(authority.getSubjectX500Principal());

            X509Certificate stranger = CertificateMaker.authority(
                            "another",
                            Instant.now(Clock.systemUTC()),
                            Instant.now(Clock.systemUTC()).plusSeconds(600))
                    .certificate();
            assertThatThrownBy(() -> certificateSeen(program, stranger)).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void aNewAddressIsCoveredWithoutARestart() throws Exception {
        try (var program = start()) {
            LocalAddresses now = LocalAddresses.now();
            Set<String> addresses = new TreeSet<>(now.addresses());
            addresses.add("10.77.0.1");

            program.getBean(CertificateRenewal.class)
                    .renew(new LocalAddresses(new TreeSet<>(addresses), now.names(), "10.77.0.1"));

            X509Certificate seen = certificateSeen(program, authorityOf(program));
            assertThat(seen.getSubjectAlternativeNames()).contains(List.of(7, "10.77.0.1"));
        }
    }

    @Test
    void theOperatorsOwnCertificateIsUsedAndNamesTheAddress() throws Exception {
        Instant now = Instant.now(Clock.systemUTC());
        IssuedCertificate root = CertificateMaker.authority("office", now, now.plus(Duration.ofDays(9)));
        LocalAddresses named =
                new LocalAddresses(new TreeSet<>(Set.of("127.0.0.1")), new TreeSet<>(Set.of("shelf.local")), "");
        IssuedCertificate own = CertificateMaker.server(root, named, now, now.plus(Duration.ofDays(9)));
        Path file = Files.writeString(folder.resolve("own.pem"), own.toPem());

        try (var program = start("--nightjar.https.certificate=" + file)) {
            assertThat(certificateSeen(program, root.certificate())).isEqualTo(own.certificate());
            assertThat(program.getBean(Certificates.class).host()).isEqualTo("shelf.local");
            assertThat(program.getBean(Certificates.class).authority()).isEmpty();
        }
    }

    @Test
    void aFileThatIsNoCertificateStopsTheStartWithASentence() throws IOException {
        Path file = Files.writeString(folder.resolve("own.pem"), "nothing of the kind");

        assertThatThrownBy(() -> start("--nightjar.https.certificate=" + file).close())
                .hasRootCauseInstanceOf(Exception.class)
                .hasStackTraceContaining("own.pem is no certificate with its key");
    }

    @Test
    void theConsoleGetsTheSentenceInsteadOfAStackTrace() {
        // some of Boot's own need a context to be made
        List<FailureAnalyzer> analyzers = SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, FailureHandler.handleMessage((message, failure) -> {}));

        assertThat(analyzers)
                .map(analyzer -> analyzer.analyze(new HttpsStartException("The port is taken.", null)))
                .filteredOn(Objects::nonNull)
                .singleElement()
                .satisfies(analysis -> assertThat(analysis.getDescription()).isEqualTo("The port is taken."));
    }

    private ServletWebServerApplicationContext start(String... extra) {
        List<String> settings = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--server.ssl.bundle=nightjar",
                "--spring.config.location=optional:classpath:/none/",
                "--nightjar.https.enabled=true",
                "--nightjar.https.help-port=0",
                "--nightjar.https.folder=" + folder.resolve("https")));
        settings.addAll(List.of(extra));
        ConfigurableApplicationContext context =
                new SpringApplicationBuilder(Program.class).run(settings.toArray(String[]::new));
        return (ServletWebServerApplicationContext) context;
    }

    private static X509Certificate authorityOf(ServletWebServerApplicationContext program) {
        return program.getBean(Certificates.class).authority().orElseThrow().certificate();
    }

    /** The certificate that a client is shown that trusts one authority and nobody else. */
    private static X509Certificate certificateSeen(
            ServletWebServerApplicationContext program, X509Certificate authority) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", authority);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        URI address = URI.create("https://127.0.0.1:"
                + Objects.requireNonNull(program.getWebServer()).getPort() + "/");
        try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
            HttpResponse<Void> answer = client.send(
                    HttpRequest.newBuilder(address)
                            .timeout(Duration.ofSeconds(20))
                            .build(),
                    BodyHandlers.discarding());
            return (X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0];
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({SslAutoConfiguration.class, TomcatServletWebServerAutoConfiguration.class})
    @EnableConfigurationProperties(HttpsSettings.class)
    @Import(HttpsConfiguration.class)
    static class Program {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }
}
