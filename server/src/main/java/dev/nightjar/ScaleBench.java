package dev.nightjar;

import dev.nightjar.ScaleLoad.Latencies;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.Cursor;
import dev.nightjar.jobs.Recurring;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures what many events cost: pages of the timeline, and retention while cameras go on announcing. Run as
 * {@code java -cp … dev.nightjar.ScaleBench DATA [EVENTS [OLD]]} with a folder that is empty; the last line is one JSON
 * object. Clients run in the same process, so they take their share of the cores.
 */
final class ScaleBench {

    private static final int EVENTS = 1_000_000;
    private static final int OLD = 100_000;
    private static final int CAMERAS = 20;
    private static final int PER_SECOND = 20;
    private static final int REVIEWED = 10_000;
    private static final int WARM_UP = 100;
    private static final int PAGES = 300;
    private static final long BASELINE_NANOSECONDS = 20_000_000_000L;

    private final ConfigurableApplicationContext program;
    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final ScaleFill fill;
    private final Map<String, Object> result = new LinkedHashMap<>();

    private ScaleBench(ConfigurableApplicationContext program, Path data) {
        this.program = program;
        this.jdbc = program.getBean(JdbcClient.class);
        this.address =
                URI.create("http://127.0.0.1:" + program.getEnvironment().getRequiredProperty("local.server.port"));
        this.fill = new ScaleFill(jdbc, data);
    }

    public static void main(String[] arguments) {
        if (arguments.length == 0 || arguments.length > 3) {
            System.err.println("Usage: bench scale [EVENTS [OLD]]");
            System.exit(2);
            return;
        }
        Path data = Path.of(arguments[0]).toAbsolutePath();
        int events = arguments.length > 1 ? Integer.parseInt(arguments[1]) : EVENTS;
        int old = arguments.length > 2 ? Integer.parseInt(arguments[2]) : OLD;
        try (ConfigurableApplicationContext program = SpringApplication.run(
                Nightjar.class, "--nightjar.data=" + data, "--server.port=0", "--logging.level.dev.nightjar=warn")) {
            new ScaleBench(program, data).measure(events, old);
        }
    }

    private void measure(int events, int old) {
        String cookie = signUp();
        AccountId account = AccountId.of(me(cookie).at("/account/id").asString());
        long begin = System.nanoTime();
        fill.rows(account, events, old);
        System.out.printf("%d events in %d accounts written in %.0f s%n", events, ScaleFill.ACCOUNTS, since(begin));
        result.put("bench", "scale");
        result.put("events", events);
        fill.reviews(
                account.value(), UUID.fromString(me(cookie).at("/person/id").asString()), REVIEWED);
        result.put("pageMilliseconds", pages(account, cookie));
        result.put("hoursMilliseconds", hours(cookie));
        ScaleLoad cameras = new ScaleLoad(http, address, program.getBean(Clock.class));
        for (int i = 0; i < CAMERAS; i++) {
            cameras.addCamera(program, new AccountId(fill.account(i)));
        }
        retention(cameras, old);
        result.put("cores", Runtime.getRuntime().availableProcessors());
        result.put("loadAverage", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        System.out.println(json.writeValueAsString(result));
    }

    /** Of the largest account: the first page, the largest one, one in the middle, and those of a busy and a quiet camera. */
    private Map<String, Object> pages(AccountId account, String cookie) {
        List<UUID> devices = jdbc.sql(
                        "select device from events where account = ? group by device order by count(*) desc")
                .param(account.value())
                .query(UUID.class)
                .list();
        System.out.printf("the account read from has %d events of %d cameras%n", count(account), devices.size());
        String middle = next(account);
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("first50", "limit=50");
        queries.put("first200", "limit=200");
        queries.put("middle50", "limit=50&before=" + middle);
        queries.put("busyCamera50", "limit=50&deviceId=" + devices.getFirst());
        queries.put("quietCamera50", "limit=50&deviceId=" + devices.getLast() + "&before=" + middle);
        Map<String, Object> measured = new LinkedHashMap<>();
        queries.putAll(filtered(devices));
        queries.forEach((name, query) ->
                measured.put(name, answers("/api/v1/events?" + query, cookie).json()));
        explain(account, devices.getLast());
        return measured;
    }

    /** Each filter, also with what hardly ever is: of a thousand clips one shows a bear. */
    private static Map<String, String> filtered(List<UUID> devices) {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("session50", "limit=50&sessionId=" + devices.getFirst());
        queries.put("label50", "limit=50&label=person");
        queries.put("rareLabel50", "limit=50&label=bear");
        queries.put("anyLabel50", "limit=50&label=person&label=dog&label=bear");
        queries.put("rareLabelOfQuietCamera50", "limit=50&label=bear&deviceId=" + devices.getLast());
        queries.put("new50", "limit=50&onlyNew=true");
        queries.put("newLabel50", "limit=50&onlyNew=true&label=dog");
        return queries;
    }

    /** Of the largest account: a week and five, of all events and of labels; what is new to who looked lately, and never. */
    private Map<String, Object> hours(String cookie) {
        Instant now = program.getBean(Clock.class).instant();
        String week = "/api/v1/timeline/hours?from=%s&to=%s".formatted(now.minus(Duration.ofDays(7)), now);
        String month = "/api/v1/timeline/hours?from=%s&to=%s".formatted(now.minus(Duration.ofDays(35)), now);
        Map<String, Object> measured = new LinkedHashMap<>();
        measured.put("neverLooked35", answers(month, cookie).json());
        measured.put(
                "neverLookedCount", answers("/api/v1/timeline/look", cookie).json());
        look(cookie, now.minus(Duration.ofDays(1)));
        measured.put("days7", answers(week, cookie).json());
        measured.put("days35", answers(month, cookie).json());
        measured.put("label35", answers(month + "&label=person", cookie).json());
        measured.put(
                "anyLabel35", answers(month + "&label=person&label=dog", cookie).json());
        measured.put("newCount", answers("/api/v1/timeline/look", cookie).json());
        return measured;
    }

    private void look(String cookie, Instant at) {
        String token = "f2b9a1f0-6c0e-4c3c-9d0b-2f4a3c1d5e6f";
        String signIn = Arrays.stream(cookie.split("; "))
                .filter(one -> !one.startsWith("XSRF-TOKEN="))
                .collect(Collectors.joining("; "));
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/api/v1/timeline/look"))
                .header("Cookie", "%s; XSRF-TOKEN=%s".formatted(signIn, token))
                .header("X-XSRF-TOKEN", token)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"at\":\"%s\"}".formatted(at)))
                .build();
        ScaleLoad.answer(http, request);
    }

    private Latencies answers(String question, String cookie) {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(question))
                .header("Cookie", cookie)
                .build();
        List<Double> milliseconds = new ArrayList<>();
        for (int i = 0; i < WARM_UP + PAGES; i++) {
            long begin = System.nanoTime();
            ScaleLoad.answer(http, request);
            if (i >= WARM_UP) {
                milliseconds.add((System.nanoTime() - begin) / 1e6);
            }
        }
        return Latencies.of(milliseconds, 0);
    }

    /** A place half-way down the account's timeline, as clients get it. */
    private String next(AccountId account) {
        return jdbc.sql("select happened_at, id from events where account = ? order by happened_at offset ? limit 1")
                .params(account.value(), count(account) / 2)
                .query((row, number) ->
                        new Cursor(row.getTimestamp("happened_at").toInstant(), row.getObject("id", UUID.class)))
                .single()
                .text();
    }

    private void explain(AccountId account, UUID device) {
        String page = """
                explain (analyze, buffers) select * from events where account = '%s' %s and (happened_at, id) < (now(), '%s')
                order by happened_at desc, id desc limit 51
                """;
        for (String camera : List.of("", "and device = '%s'".formatted(device))) {
            jdbc.sql(page.formatted(account, camera, new UUID(-1, -1))).query(String.class).list().stream()
                    .filter(line -> line.contains("Scan") || line.contains("Time"))
                    .forEach(System.out::println);
        }
    }

    private void retention(ScaleLoad cameras, int old) {
        int files = fill.files(30);
        long end = System.nanoTime() + BASELINE_NANOSECONDS;
        Latencies before = cameras.announce(PER_SECOND, () -> System.nanoTime() < end);
        Recurring retention = program.getBeansOfType(Recurring.class).values().stream()
                .filter(one -> one.name().equals("event-retention"))
                .findFirst()
                .orElseThrow();
        long begin = System.nanoTime();
        CompletableFuture<Double> run = CompletableFuture.supplyAsync(() -> {
            retention.run();
            return since(begin);
        });
        Latencies during = cameras.announce(PER_SECOND, () -> !run.isDone());
        int left = jdbc.sql("select count(*) from events where announced_at < now() - interval '30 days'")
                .query(Integer.class)
                .single();
        result.put(
                "retention",
                Map.of(
                        "events",
                        old - left,
                        "left",
                        left,
                        "files",
                        files,
                        "seconds",
                        Math.round(run.join() * 10) / 10.0));
        result.put("filesLeft", fill.filesLeft());
        result.put("ingestMilliseconds", Map.of("before", before.json(), "during", during.json()));
    }

    private int count(AccountId account) {
        return jdbc.sql("select count(*) from events where account = ?")
                .param(account.value())
                .query(Integer.class)
                .single();
    }

    private String signUp() {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/api/v1/people"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"email\":\"bench@example.org\",\"password\":\"a long enough password\"}"))
                .build();
        HttpResponse<String> answer = ScaleLoad.answer(http, request);
        return String.join(
                "; ",
                answer.headers().allValues("Set-Cookie").stream()
                        .map(cookie -> cookie.split(";", 2)[0])
                        .toList());
    }

    private JsonNode me(String cookie) {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/api/v1/me"))
                .header("Cookie", cookie)
                .build();
        return json.readTree(ScaleLoad.answer(http, request).body());
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
