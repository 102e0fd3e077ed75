package dev.nightjar.inference.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.inference.ClipAnalysed;
import dev.nightjar.inference.Findings;
import dev.nightjar.inference.internal.VlmStub.Behaviour;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What servers of models do, well and badly: each ends in findings that are true, and says who spoke. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VlmProtocolTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final String SUMMARY = "A person came in and stood by the wall.";

    @TempDir
    private static Path shared;

    private static Path clip = Path.of("");

    @TempDir
    private Path folder;

    private final VlmStub stub = new VlmStub();

    VlmProtocolTest() throws IOException {}

    @BeforeAll
    static void aPersonIsDrawn() throws IOException {
        clip = PersonClip.write(shared.resolve("clip.mp4"));
    }

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void aGoodAnswerBecomesTheFindings() throws IOException {
        stub.then(VlmStub.person(SUMMARY));

        try (VlmTesting vlm = vlm(PATIENCE)) {
            Findings findings = vlm.findings(clip);

            assertThat(findings.summary()).isEqualTo(SUMMARY);
            assertThat(findings.engine()).isEqualTo("vlm");
            assertThat(findings.model()).isEqualTo("Qwen/Qwen2.5-VL-7B-Instruct");
            assertThat(findings.labels()).extracting(Findings.Label::name).containsExactly("person");
            assertThat(findings.observations()).hasSize(1);
            assertThat(findings.observations().getFirst().atSeconds()).isBetween(0.0, PersonClip.SECONDS);
            assertThat(findings.tokens()).isEqualTo(new Findings.Tokens(1200, 80));
            assertThat(findings.tags()).containsExactly("room", "person");
            assertThat(findings.notHeard()).isNull();
            assertThat(findings.frames()).isBetween(3, 4);
            assertThat(stub.requests()).hasSize(1);
            assertThat(vlm.meters
                            .get("nightjar.vlm")
                            .tag("outcome", "told")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(vlm.meters
                            .get("nightjar.vlm.tokens")
                            .tag("kind", "prompt")
                            .counter()
                            .count())
                    .isEqualTo(1200);
        }
    }

    @Test
    void theRequestCarriesPicturesRulesAndAStrictSchema() throws IOException {
        stub.then(VlmStub.person(SUMMARY));

        try (VlmTesting vlm = vlm(PATIENCE)) {
            vlm.findings(clip, "Tell me when somebody is in the kitchen");
        }

        VlmStub.Request request = stub.requests().getFirst();
        assertThat(request.line()).isEqualTo("POST /v1/chat/completions HTTP/1.1");
        assertThat(request.headers()).containsEntry("authorization", "Bearer " + TestVlm.KEY);
        JsonNode format = request.body().at("/response_format");
        assertThat(format.get("type").asString()).isEqualTo("json_schema");
        assertThat(format.at("/json_schema/strict").asBoolean()).isTrue();
        assertThat(request.body().at("/chat_template_kwargs/enable_thinking").asBoolean(true))
                .isFalse();
        assertThat(request.event().get("camera").asString()).isEqualTo("Kitchen");
        assertThat(request.event().get("localTime").asString()).isEqualTo("2026-03-01T21:00:00");
        assertThat(request.event().at("/detector/0/name").asString()).isEqualTo("person");
        assertThat(request.event().at("/instructions/0").asString())
                .isEqualTo("Tell me when somebody is in the kitchen");
        List<String> pictures = request.body().at("/messages/1/content").findValuesAsString("url");
        assertThat(pictures)
                .hasSize(request.seconds().size())
                .allMatch(url -> url.startsWith("data:image/jpeg;base64,"));
    }

    @Test
    void anAnswerThatIsNoJsonIsAskedForOnceMore() throws IOException {
        stub.then(VlmStub.content("{\"summary\": \"A person"), VlmStub.person(SUMMARY));

        Findings findings = findings(PATIENCE);

        assertThat(findings.summary()).isEqualTo(SUMMARY);
        assertThat(findings.tokens()).isEqualTo(new Findings.Tokens(2400, 160));
        assertThat(stub.requests()).hasSize(2);
        assertThat(stub.requests().getLast().body().at("/messages/1/content").findValuesAsString("text"))
                .anyMatch(text -> text.startsWith("An answer before was not usable"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"summary\": ",
                "I see a person who stands in a room.",
                "null",
                "[]",
                "{}",
                "{\"summary\":\"A person.\",\"summary\":\"Nobody.\"}",
                "{\"summary\":7,\"title\":\"x\",\"details\":\"\",\"observations\":[],\"concern\":0,\"tags\":[]}",
                "{\"summary\":\"A person.\",\"title\":\"x\",\"details\":\"\",\"observations\":[],\"concern\":3,\"tags\":[]}",
                "{\"summary\":\"A person.\",\"title\":\"x\",\"details\":\"\",\"observations\":[{\"atSeconds\":99,\"text\":\"A person.\"}],\"concern\":0,\"tags\":[]}"
            })
    void whatIsNotOfTheFormLeavesTheDetectorsFindings(String content) throws IOException {
        stub.then(VlmStub.content(content));

        theDetectorStands(findings(PATIENCE), "invalidAnswer");
        assertThat(stub.requests()).hasSize(2);
    }

    @Test
    void aSentenceOrAFenceAroundTheAnswerIsDropped() throws IOException {
        stub.then((request, output) -> VlmStub.json(
                output,
                200,
                VlmStub.completion(
                        "Sure! Here it is:\n```json\n"
                                + VlmStub.answer(request, SUMMARY, "A person stood in the room.")
                                + "\n```\nAnything else?",
                        "stop")));

        assertThat(findings(PATIENCE).summary()).isEqualTo(SUMMARY);
    }

    @Test
    void anAnswerThatWasCutOffLeavesTheDetectorsFindings() throws IOException {
        stub.then((request, output) -> VlmStub.json(output, 200, VlmStub.completion("{\"observations\": [", "length")));

        theDetectorStands(findings(PATIENCE), "cutOff");
        assertThat(stub.requests()).hasSize(2);
    }

    @Test
    void aConnectionThatEndsWithinTheAnswerIsTriedAgain() throws IOException {
        Behaviour torn = (request, output) -> output.write(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{\"choices\":"
                        .getBytes(StandardCharsets.ISO_8859_1));
        stub.then(torn, VlmStub.person(SUMMARY));

        assertThat(findings(PATIENCE).summary()).isEqualTo(SUMMARY);
        assertThat(stub.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"choices\":[]}", "{\"choices\":[{\"message\":{\"content\":\"  \"}}]}", "[1"})
    void anEmptyAnswerLeavesTheDetectorsFindings(String body) throws IOException {
        stub.then(VlmStub.status(200, body));

        theDetectorStands(findings(PATIENCE), "invalidAnswer");
        assertThat(stub.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"refusal\":\"I can't help with that.\"}}]}",
                "{\"choices\":[{\"finish_reason\":\"content_filter\",\"message\":{\"content\":\"\"}}]}"
            })
    void aRefusalIsTakenAsOneAndNotArguedWith(String body) throws IOException {
        stub.then(VlmStub.status(200, body));

        theDetectorStands(findings(PATIENCE), "refused");
        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void anInventedSubjectIsNotTold() throws IOException {
        stub.then((request, output) -> VlmStub.json(
                output,
                200,
                VlmStub.completion(
                        VlmStub.answer(request, "A person held a gun to a dog.", "A person stood in the room."),
                        "stop")));

        Findings findings = findings(PATIENCE);

        theDetectorStands(findings, "unsupported");
        assertThat(VlmStub.JSON.writeValueAsString(findings.labels())).doesNotContain("dog");
        assertThat(findings.notHeard())
                .extracting(Findings.NotHeard::text)
                .asString()
                .endsWith("no label shows: animal, dog, weapon.");
    }

    @Test
    void aSubjectThatAnObservationShowsMayBeTold() throws IOException {
        stub.then((request, output) -> VlmStub.json(
                output,
                200,
                VlmStub.completion(
                        VlmStub.answer(request, "A person and a dog.", "A small dog lay beside a person."), "stop")));

        assertThat(findings(PATIENCE).summary()).isEqualTo("A person and a dog.");
    }

    @Test
    void aServerThatTakesNoMoreIsAskedAgainWhenItSaysSo() throws IOException {
        stub.then(VlmStub.status(429, "{}", "Retry-After: 0"), VlmStub.person(SUMMARY));

        assertThat(findings(PATIENCE).summary()).isEqualTo(SUMMARY);
        assertThat(stub.requests()).hasSize(2);
    }

    @Test
    void aServerThatWantsToBeLeftAloneForLongIsNotAskedAgain() throws IOException {
        stub.then(VlmStub.status(429, "{}", "Retry-After: 3600"));

        theDetectorStands(findings(PATIENCE), "limited");
        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void aServerThatFailsIsAskedOnlySoOften() throws IOException {
        stub.then(VlmStub.status(500, "{\"error\":\"boom\"}"));

        theDetectorStands(findings(PATIENCE), "unavailable");
        assertThat(stub.requests()).hasSize(3);
    }

    @Test
    void aServerThatHangsIsNotWaitedFor() throws IOException {
        stub.then(stub.hang());

        theDetectorStands(findings(SHORT), "tookTooLong");
        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void anAnswerThatNeverEndsIsBrokenOff() throws IOException {
        stub.then((request, output) -> {
            output.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                    .getBytes(StandardCharsets.ISO_8859_1));
            output.write("1\r\n \r\n".getBytes(StandardCharsets.ISO_8859_1));
            output.flush();
            stub.awaitClosed();
        });

        theDetectorStands(findings(SHORT), "tookTooLong");
    }

    @Test
    void anAnswerLargerThanAnyIsNotRead() throws IOException {
        stub.then((request, output) -> {
            output.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                    .getBytes(StandardCharsets.ISO_8859_1));
            byte[] chunk = ("10000\r\n" + " ".repeat(65536) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
            while (!stub.isClosed()) {
                output.write(chunk);
            }
        });

        theDetectorStands(findings(PATIENCE), "unreachable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | {\"error\":{\"message\":\"The model does not exist.\"}} | modelMissing",
                "401 | {\"error\":\"key\"} | notAllowed",
                "413 | {} | tooLarge",
                "400 | {\"error\":{\"message\":\"This model's maximum context length is 8192 tokens.\"}} | tooLarge",
                "400 | {\"error\":{\"message\":\"Image is too large\"}} | tooLarge",
                "400 | {\"error\":{\"code\":\"content_filter\"}} | refused",
                "400 | {\"error\":{\"message\":\"response_format is not supported\"}} | rejected",
                "302 | {} | rejected"
            })
    void aRefusedRequestIsNotRepeated(int status, String body, String code) throws IOException {
        stub.then(VlmStub.status(status, body, "Location: http://127.0.0.1:1/"));

        theDetectorStands(findings(PATIENCE), code);
        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void aPageInPlaceOfAnAnswerIsNone() throws IOException {
        stub.then((request, output) -> VlmStub.raw(output, 200, "text/html", "<html>Sign in</html>"));

        theDetectorStands(findings(PATIENCE), "notAModel");
    }

    @Test
    void aServerThatIsNotThereLeavesTheDetectorsFindings() throws IOException {
        URI address = stub.address();
        stub.close();

        try (VlmTesting vlm = new VlmTesting(folder, address, PATIENCE)) {
            theDetectorStands(vlm.findings(clip), "unreachable");
        }
    }

    @Test
    void aServerThatFailsAgainAndAgainIsLeftAlone() throws IOException {
        stub.then(VlmStub.status(500, "{}"));

        try (VlmTesting vlm = vlm(PATIENCE)) {
            theDetectorStands(vlm.findings(clip), "unavailable");
            theDetectorStands(vlm.findings(clip), "resting");
            theDetectorStands(vlm.findings(clip), "resting");
        }

        assertThat(stub.requests()).hasSize(5);
    }

    @Test
    void clipsThatComeAtOnceAllGetFindingsWhileTheServerHangs() throws IOException {
        stub.then(stub.hang());

        try (VlmTesting vlm = vlm(SHORT);
                ExecutorService threads = Executors.newCachedThreadPool()) {
            List<CompletableFuture<Findings>> all = IntStream.range(0, 4)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> vlm.findings(clip), threads))
                    .toList();
            assertThat(all)
                    .map(CompletableFuture::join)
                    .allSatisfy(findings -> assertThat(findings.engine()).isEqualTo("nanodet"))
                    .allSatisfy(findings -> assertThat(findings.notHeard()).isNotNull());
        }

        assertThat(stub.requests()).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void aClipThatCannotBeReadFailsWithoutAQuestion() throws IOException {
        stub.then(VlmStub.person(SUMMARY));
        Path none = Files.writeString(folder.resolve("none.mp4"), "#EXTM3U\nfile:///etc/passwd\n");

        try (VlmTesting vlm = vlm(PATIENCE)) {
            assertThat(vlm.analyze(none)).isInstanceOf(ClipAnalysed.Failed.class);
        }

        assertThat(stub.requests()).isEmpty();
    }

    private Findings findings(Duration timeLimit) throws IOException {
        try (VlmTesting vlm = vlm(timeLimit)) {
            return vlm.findings(clip);
        }
    }

    private VlmTesting vlm(Duration timeLimit) throws IOException {
        return new VlmTesting(folder, stub.address(), timeLimit);
    }

    /** What the detector found is told, as it is without a model, and why it speaks. */
    private static void theDetectorStands(Findings findings, String code) {
        assertThat(findings.engine()).isEqualTo("nanodet");
        assertThat(findings.labels()).extracting(Findings.Label::name).containsExactly("person");
        assertThat(findings.summary()).containsIgnoringCase("person").doesNotContain("wall");
        Findings.NotHeard notHeard = Objects.requireNonNull(findings.notHeard());
        assertThat(notHeard.engine()).isEqualTo("vlm");
        assertThat(notHeard.code()).isEqualTo(code);
        assertThat(notHeard.text()).endsWith(".").doesNotContain(TestVlm.KEY);
    }
}
