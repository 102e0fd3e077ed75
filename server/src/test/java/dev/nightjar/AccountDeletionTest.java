package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nightjar.EveryTable.Household;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.ClipStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever deletes everything leaves nothing, in no table and in no folder; nobody else loses anything. */
@BehindProxy
class AccountDeletionTest {

    private static final String PASSWORD = "a long enough password";

    @LocalServerPort
    private int port;

    @Value("${nightjar.data}")
    private Path data;

    @Autowired
    private JsonMapper json;

    @Autowired
    private ClipStore store;

    private final EveryTable tables;
    private final JdbcClient jdbc;

    private TestHttp browser;
    private Household going;
    private Household staying;

    AccountDeletionTest(@Autowired JdbcClient jdbc, @Autowired TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.tables = new EveryTable(jdbc, transactions);
    }

    @BeforeEach
    void twoHouseholdsHaveSomethingEverywhere() throws Exception {
        await().until(tables::holdHousekeeping);
        browser = new TestHttp(port, json);
        going = signUp();
        staying = new Household(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        for (Household household : List.of(going, staying)) {
            tables.fill(household);
            assertThat(tables.speakingOf(household)).isEqualTo(tables.names());
            keepFiles(household);
        }
    }

    @AfterEach
    void housekeepingGoesOn() {
        tables.releaseHousekeeping();
    }

    @Test
    void nothingIsLeftOfAPersonAndTheAccountThatNobodyElseOwns() throws Exception {
        JsonNode outlook = browser.get("/api/v1/me/deletion");
        assertThat(outlook.at("/deleted/0/account/id").asString())
                .isEqualTo(going.account().toString());
        browser.post("/api/v1/me/deletion", Map.of("password", "wrong"), 401);

        browser.post("/api/v1/me/deletion", Map.of("password", PASSWORD), 204);

        // the rows are gone with the answer; files follow by a job
        assertThat(tables.speakingOf(going)).isEmpty();
        finishJobs();
        assertThat(filesOf(going)).isEmpty();
        assertThat(tables.speakingOf(going)).isEmpty();
        assertThat(tables.speakingOf(staying)).isEqualTo(tables.names());
        assertThat(filesOf(staying)).hasSameSizeAs(filesToKeep(staying));
    }

    @Test
    void whatWasUnderWayWhileTheAccountWentIsDeletedToo() throws Exception {
        browser.post("/api/v1/me/deletion", Map.of("password", PASSWORD), 204);

        jdbc.sql("insert into deleted_events (account, id, deleted_at) values (?, ?, now())")
                .params(going.account(), going.mark())
                .update();
        keepFiles(going);
        finishJobs();

        assertThat(tables.speakingOf(going)).isEmpty();
        assertThat(filesOf(going)).isEmpty();
    }

    private Household signUp() throws Exception {
        browser.get("/api/v1/server");
        String email = "%s@example.org".formatted(UUID.randomUUID());
        JsonNode me = browser.post("/api/v1/people", Map.of("email", email, "password", PASSWORD), 201);
        return new Household(
                UUID.fromString(me.at("/account/id").asString()),
                UUID.fromString(me.at("/person/id").asString()),
                UUID.randomUUID());
    }

    private void finishJobs() {
        await().until(() -> {
            tables.hurryJobs();
            return tables.jobsOf(going).isEmpty();
        });
    }

    private void keepFiles(Household household) throws IOException {
        for (BlobKey key : filesToKeep(household)) {
            store.upload(
                    store.grantUpload(key, "video/mp4", 100),
                    household.mark().toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static List<BlobKey> filesToKeep(Household household) {
        AccountId account = new AccountId(household.account());
        EventId event = new EventId(household.mark());
        return List.of(
                BlobKey.clip(account, new DeviceId(household.mark()), event),
                BlobKey.derived(account, event, "1", "poster.jpg"));
    }

    private List<Path> filesOf(Household household) {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains(household.account().toString()))
                    .filter(file -> !file.toString().endsWith(".type"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
