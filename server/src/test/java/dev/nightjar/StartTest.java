package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.devices.Devices;
import dev.nightjar.devices.Health;
import dev.nightjar.devices.Heartbeat;
import dev.nightjar.devices.Pairing;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.SessionId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** The whole program with the settings that it ships, its own database included. */
class StartTest {

    @TempDir
    private Path data;

    @TempDir
    private Path elsewhere;

    @Test
    void theProgramStartsOnAnEmptyFolderAndACopyOfItIsAWholeBackup() throws Exception {
        try (ConfigurableApplicationContext program = start();
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(server(program, client).body()).contains("\"signUp\":\"first\"");
            assertThat(signUp(program, client).statusCode()).isEqualTo(201);
        }
        assertThat(data.resolve("database/cluster/postmaster.pid")).doesNotExist();

        Path restored = elsewhere.resolve("restored");
        assertThat(new ProcessBuilder("cp", "-a", data.toString(), restored.toString())
                        .start()
                        .waitFor())
                .isZero();
        try (ConfigurableApplicationContext program = start(restored);
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(server(program, client).body()).contains("\"signUp\":\"invitation\"");
        }
    }

    @Test
    void whatCamerasLastSaidOutlivesAStop() {
        AccountId account = TestCallers.newAccount();
        SessionId session = new SessionId(TestCallers.newId());
        DeviceId device;
        try (ConfigurableApplicationContext program = start()) {
            Pairing pairing = program.getBean(Pairing.class);
            device = pairing.pair(pairing.code(account, "Kitchen").code())
                    .device()
                    .id();
            Devices devices = program.getBean(Devices.class);
            devices.heard(account, device, heartbeat(session, 24));
            devices.heard(account, device, heartbeat(session, 11));
        }

        try (ConfigurableApplicationContext program = start()) {
            Devices devices = program.getBean(Devices.class);
            assertThat(devices.get(account, device).health())
                    .isEqualTo(heartbeat(session, 11).health());
            assertThat(devices.heard(account))
                    .singleElement()
                    .satisfies(heard -> assertThat(heard.session()).isEqualTo(session));
        }
    }

    private static Heartbeat heartbeat(SessionId session, int framesPerSecond) {
        Health health = JsonMapper.builder()
                .build()
                .readValue("{\"framesPerSecond\":%d}".formatted(framesPerSecond), Health.class);
        return new Heartbeat(session, "watching", null, health);
    }

    private ConfigurableApplicationContext start() {
        return start(data);
    }

    private static ConfigurableApplicationContext start(Path folder) {
        return SpringApplication.run(Nightjar.class, "--nightjar.data=" + folder, "--server.port=0");
    }

    private static HttpResponse<String> server(ConfigurableApplicationContext program, HttpClient client)
            throws Exception {
        return client.send(request(program, "/api/v1/server").build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> signUp(ConfigurableApplicationContext program, HttpClient client)
            throws Exception {
        HttpRequest request = request(program, "/api/v1/people")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"email\":\"ada@example.org\",\"password\":\"a long enough password\"}"))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(ConfigurableApplicationContext program, String path) {
        String port = program.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }
}
