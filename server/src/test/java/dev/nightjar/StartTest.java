package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

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

/** The whole program with the settings that it ships, its own database included. */
class StartTest {

    @TempDir
    private Path data;

    @Test
    void theProgramStartsOnAnEmptyFolderAndKeepsEverythingForTheNextStart() throws Exception {
        try (ConfigurableApplicationContext program = start();
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(server(program, client).body()).contains("\"signUp\":\"first\"");
            assertThat(signUp(program, client).statusCode()).isEqualTo(201);
        }
        assertThat(data.resolve("database/cluster/postmaster.pid")).doesNotExist();

        try (ConfigurableApplicationContext program = start();
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(server(program, client).body()).contains("\"signUp\":\"invitation\"");
        }
    }

    private ConfigurableApplicationContext start() {
        return SpringApplication.run(Nightjar.class, "--nightjar.data=" + data, "--server.port=0");
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
