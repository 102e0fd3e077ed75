package dev.nightjar.search;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.search.Meanings.Near;
import dev.nightjar.search.Ranking.Ranked;
import dev.nightjar.search.WrittenFindings.Question;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures the search: how good its order is, on findings and questions that were written by hand, and how fast it is
 * with many events. Run as {@code java -cp … dev.nightjar.search.SearchBench PROGRAM DATA FOLDER [EVENTS]} with the
 * program's class, a data folder that is empty, and the folder of what was written; the last line is one JSON object.
 */
final class SearchBench {

    private static final int EVENTS = 100_000;
    private static final int PLACES = 10;
    private static final int ROUNDS = 6;

    private final ConfigurableApplicationContext program;
    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final Map<String, Object> result = new LinkedHashMap<>();

    private SearchBench(ConfigurableApplicationContext program) {
        this.program = program;
        this.address =
                URI.create("http://127.0.0.1:" + program.getEnvironment().getRequiredProperty("local.server.port"));
    }

    public static void main(String[] arguments) throws IOException, ClassNotFoundException {
        if (arguments.length < 3 || arguments.length > 4) {
            System.err.println("Usage: bench search [EVENTS]");
            System.exit(2);
            return;
        }
        Path folder = Path.of(arguments[2]);
        int events = arguments.length > 3 ? Integer.parseInt(arguments[3]) : EVENTS;
        try (ConfigurableApplicationContext program = SpringApplication.run(
                Class.forName(arguments[0]),
                "--nightjar.data=" + arguments[1],
                "--server.port=0",
                "--logging.level.dev.nightjar=warn")) {
            new SearchBench(program).measure(folder, events);
        }
    }

    private void measure(Path folder, int events) throws IOException {
        String cookie = signUp();
        AccountId account =
                AccountId.of(get("/api/v1/me", cookie).at("/account/id").asString());
        SearchFill fill = new SearchFill(program, account);
        Map<UUID, String> names = fill.written(WrittenFindings.read(folder.resolve("findings.txt")));
        List<Question> questions = WrittenFindings.questions(folder.resolve("queries.txt"));
        result.put("bench", "search");
        result.put("findings", names.size());
        result.put("queries", questions.size());
        quality(account, names, questions);
        long begin = System.nanoTime();
        fill.many(events);
        System.out.printf(Locale.ROOT, "%d events written in %.0f s%n", events, (System.nanoTime() - begin) / 1e9);
        // as after a start: nothing is in memory
        program.getBean(MeaningCache.class).close();
        result.put("events", events);
        speed(cookie, questions);
        result.put("cacheBytes", program.getBean(MeaningCache.class).bytes());
        result.put("cores", Runtime.getRuntime().availableProcessors());
        result.put("loadAverage", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        System.out.println(json.writeValueAsString(result));
    }

    /** The nDCG of one question, in the three orders. */
    private record Judged(Question question, double words, double meaning, double fused, List<String> first) {}

    private void quality(AccountId account, Map<UUID, String> names, List<Question> questions) {
        Finding finding = program.getBean(Finding.class);
        List<Judged> all = questions.stream()
                .map(question ->
                        judge(question, finding.answer(account, question.text(), SearchFilter.ALL, null), names))
                .toList();
        for (Judged each : all) {
            System.out.printf(
                    Locale.ROOT,
                    "%.2f  words %.2f  meaning %.2f  %s: %s%n",
                    each.fused(),
                    each.words(),
                    each.meaning(),
                    each.question().text(),
                    String.join(" ", each.first()));
        }
        // every other question was looked at while weights were chosen; the rest judges them
        report("tuned", half(all, 0));
        report("judged", half(all, 1));
        report("all", all);
    }

    private static List<Judged> half(List<Judged> all, int rest) {
        List<Judged> half = new ArrayList<>();
        for (int i = rest; i < all.size(); i += 2) {
            half.add(all.get(i));
        }
        return half;
    }

    private Judged judge(Question question, Finding.Answer answer, Map<UUID, String> names) {
        Function<UUID, String> name = event -> names.getOrDefault(event, "?");
        List<String> words =
                answer.byWords().stream().map(Ranked::event).map(name).toList();
        List<String> meaning = answer.near().stream().map(Near::event).map(name).toList();
        List<String> fused = answer.order().stream().map(name).toList();
        return new Judged(
                question,
                Ndcg.at(PLACES, words, question.grades()),
                Ndcg.at(PLACES, meaning, question.grades()),
                Ndcg.at(PLACES, fused, question.grades()),
                fused.stream().limit(PLACES).toList());
    }

    private void report(String which, List<Judged> judged) {
        Map<String, Object> means = new LinkedHashMap<>();
        means.put("queries", judged.size());
        means.put("fused", mean(judged, Judged::fused));
        means.put("words", mean(judged, Judged::words));
        means.put("meaning", mean(judged, Judged::meaning));
        result.put("ndcg10" + which.substring(0, 1).toUpperCase(Locale.ROOT) + which.substring(1), means);
        System.out.printf("nDCG@10, %s: %s%n", which, means);
    }

    private static double mean(List<Judged> judged, Function<Judged, Double> value) {
        double mean = judged.stream().mapToDouble(value::apply).average().orElseThrow();
        return Math.round(mean * 1000) / 1000.0;
    }

    /** Each question as it is, with a filter, and its second page; one after the other. */
    private void speed(String cookie, List<Question> questions) {
        long begin = System.nanoTime();
        get(path(questions.getFirst().text(), ""), cookie);
        result.put("firstMilliseconds", Math.round((System.nanoTime() - begin) / 1e6));
        Map<String, String> filters = new LinkedHashMap<>();
        filters.put("plain", "");
        filters.put("label", "&label=person");
        filters.put("concern", "&concern=1&trigger=motion");
        Map<String, Object> measured = new LinkedHashMap<>();
        List<Double> together = new ArrayList<>();
        filters.forEach((name, filter) -> {
            List<Double> took = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                for (Question question : questions) {
                    double milliseconds = took(path(question.text(), filter), cookie);
                    if (round > 0) {
                        took.add(milliseconds);
                    }
                }
            }
            measured.put(name, percentiles(took));
            together.addAll(took);
        });
        measured.put("all", percentiles(together));
        result.put("milliseconds", measured);
    }

    private double took(String path, String cookie) {
        long begin = System.nanoTime();
        get(path, cookie);
        return (System.nanoTime() - begin) / 1e6;
    }

    private static String path(String text, String filter) {
        return "/api/v1/search?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + filter;
    }

    private static Map<String, Object> percentiles(List<Double> milliseconds) {
        double[] sorted =
                milliseconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("requests", sorted.length);
        found.put("p50", Math.round(sorted[sorted.length / 2] * 10) / 10.0);
        found.put("p95", Math.round(sorted[sorted.length * 95 / 100] * 10) / 10.0);
        found.put("worst", Math.round(Arrays.stream(sorted).max().orElseThrow() * 10) / 10.0);
        return found;
    }

    private String signUp() {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/api/v1/people"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"email\":\"bench@example.org\",\"password\":\"a long enough password\"}"))
                .build();
        return String.join(
                "; ",
                send(request).headers().allValues("Set-Cookie").stream()
                        .map(cookie -> cookie.split(";", 2)[0])
                        .toList());
    }

    private JsonNode get(String path, String cookie) {
        return json.readTree(send(HttpRequest.newBuilder(address.resolve(path))
                        .header("Cookie", cookie)
                        .build())
                .body());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(request.uri() + " answered " + answer.statusCode() + answer.body());
            }
            return answer;
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
