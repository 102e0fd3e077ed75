package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import com.interaso.webpush.VapidKeys;
import dev.nightjar.queue.TestBroker;
import dev.nightjar.storage.Azurite;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Starts every profile that we ship, as a process of its own; {@link StartTest} starts the one without a name. */
class ShippedProfilesTest {

    /** Stands in the place of every secret; must be seen nowhere. */
    private static final String MARK = "nobody-may-read-this";

    private static final String STORE_KEY = "NIGHTJAR_STORAGE_AZURE_ACCOUNTKEY";

    /** A pair of keys, which must fit. */
    private static final String TELEGRAM_TOKEN = "NIGHTJAR_TELEGRAM_TOKEN";

    private static final String PUSH_PUBLIC_KEY = "NIGHTJAR_WEBPUSH_PUBLICKEY";

    private static final String PUSH_PRIVATE_KEY = "NIGHTJAR_WEBPUSH_PRIVATEKEY";
    private static final VapidKeys PUSH_KEYS = VapidKeys.generate();

    @TempDir
    private Path folder;

    @Test
    void theCloudStartsAndNoSecretIsSeenAnywhere() throws Exception {
        Map<String, String> environment = azure();
        environment.putAll(secrets());

        try (ShippedProgram program = ShippedProgram.start(folder, environment).awaitStart()) {
            assertThat(program.get("/api/v1/server").statusCode()).isEqualTo(200);
            assertThat(program.get("/api/v1/admin/none", "Authorization", "Bearer wrong-" + MARK)
                            .body())
                    .doesNotContain(MARK);
            for (String page : List.of("", "/health", "/health/readiness", "/env", "/configprops", "/prometheus")) {
                String token = environment.get("NIGHTJAR_OPERATOR_TOKEN");
                assertThat(program.get("/actuator" + page, "Authorization", "Bearer " + token)
                                .body())
                        .doesNotContain(MARK, Azurite.KEY, privateKey());
            }
            assertThat(lines(program))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line.has("level")).isTrue());
            assertThat(program.output()).doesNotContain(MARK, Azurite.KEY, privateKey());
        }
    }

    @Test
    void theCloudRefusesToStartWithoutADatabase() throws Exception {
        Map<String, String> environment = azure();
        environment.remove("NIGHTJAR_DATABASE_URL");

        try (ShippedProgram program = ShippedProgram.start(folder, environment)) {
            assertThat(program.awaitEnd()).isNotZero();
            assertThat(program.output()).contains("set nightjar.database.url (NIGHTJAR_DATABASE_URL)");
        }
    }

    @Test
    void theCloudRefusesToStartWithoutMail() throws Exception {
        Map<String, String> environment = azure();
        environment.remove("SPRING_MAIL_HOST");

        try (ShippedProgram program = ShippedProgram.start(folder, environment)) {
            assertThat(program.awaitEnd()).isNotZero();
            assertThat(program.output()).contains("Set spring.mail.host");
        }
    }

    @Test
    void aStartThatFailsShowsNoSecretEither() throws Exception {
        Map<String, String> environment = azure();
        environment.putAll(secrets());
        environment.put("NIGHTJAR_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/none");
        environment.put("SPRING_DATASOURCE_HIKARI_INITIALIZATIONFAILTIMEOUT", "1");

        try (ShippedProgram program = ShippedProgram.start(folder, environment)) {
            assertThat(program.awaitEnd()).isNotZero();
            assertThat(program.output()).contains("127.0.0.1:1").doesNotContain(MARK);
        }
    }

    /** What the cloud brings, with stand-ins on this machine. */
    private static Map<String, String> azure() {
        Map<String, String> environment = new HashMap<>();
        environment.put("SPRING_PROFILES_ACTIVE", "azure");
        environment.put("NIGHTJAR_DATABASE_URL", TestDatabase.create().url());
        environment.put("NIGHTJAR_DATABASE_USERNAME", "postgres");
        environment.put("NIGHTJAR_OPERATOR_TOKEN", "0123456789abcdef0123456789abcdef");
        environment.put("SPRING_MAIL_HOST", "127.0.0.1");
        environment.put("NIGHTJAR_ACCOUNTS_MAIL_FROM", "nightjar@example.org");
        environment.put("NIGHTJAR_IDENTITY_ADDRESS", "https://nightjar.example.org");
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put(
                "NIGHTJAR_STORAGE_AZURE_ENDPOINT", Azurite.shared().endpoint().toString());
        environment.put("NIGHTJAR_STORAGE_AZURE_ACCESS", "key");
        environment.put(STORE_KEY, Azurite.KEY);
        environment.put(PUSH_PUBLIC_KEY, base64(PUSH_KEYS.getApplicationServerKey()));
        environment.put(PUSH_PRIVATE_KEY, privateKey());
        // nobody answers there
        environment.put("NIGHTJAR_TELEGRAM_API", "http://127.0.0.1:1");
        environment.put("NIGHTJAR_QUEUE_KIND", "amqp");
        environment.put("NIGHTJAR_QUEUE_ADDRESS", TestBroker.shared().address());
        return environment;
    }

    /** A value for each setting that is a secret, found by its name. */
    private static Map<String, String> secrets() {
        Map<String, String> secrets = ShippedSettings.ours().stream()
                .filter(ShippedSettings.Setting::secret)
                // a start needs the right ones
                .filter(setting ->
                        !List.of(STORE_KEY, PUSH_PUBLIC_KEY, PUSH_PRIVATE_KEY).contains(setting.variable()))
                .collect(Collectors.toMap(ShippedSettings.Setting::variable, setting -> MARK + "-" + "x".repeat(32)));
        secrets.put("SPRING_MAIL_PASSWORD", MARK);
        secrets.computeIfPresent(TELEGRAM_TOKEN, (variable, value) -> "123456789:" + value);
        assertThat(secrets).containsKeys("NIGHTJAR_DATABASE_PASSWORD", "NIGHTJAR_OPERATOR_TOKEN", TELEGRAM_TOKEN);
        return secrets;
    }

    private static String privateKey() {
        byte[] scalar = PUSH_KEYS.getPrivateKey().getS().toByteArray();
        return base64(Arrays.copyOfRange(scalar, scalar.length - 32, scalar.length));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static List<JsonNode> lines(ShippedProgram program) {
        return program.output().lines().map(JsonMapper.shared()::readTree).toList();
    }
}
