package dev.nightjar;

import dev.nightjar.devices.PairedDevice;
import dev.nightjar.devices.Pairing;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.SessionId;
import dev.nightjar.sessions.Sessions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.springframework.context.ApplicationContext;

/** Cameras that announce events over HTTP at a steady rate, for {@link ScaleBench}. */
final class ScaleLoad {

    private static final long NANOSECONDS = 1_000_000_000L;

    private final HttpClient http;
    private final URI address;
    private final Clock clock;
    private final List<Camera> cameras = new ArrayList<>();

    private record Camera(String token, SessionId session) {}

    /** What was measured, in milliseconds. */
    record Latencies(int requests, long failed, double median, double p99, double worst) {

        static Latencies of(List<Double> milliseconds, long failed) {
            List<Double> sorted = new ArrayList<>(milliseconds);
            Collections.sort(sorted);
            int size = sorted.size();
            return new Latencies(
                    size,
                    failed,
                    rounded(sorted.get(size / 2)),
                    rounded(sorted.get((int) (size * 0.99))),
                    rounded(sorted.get(size - 1)));
        }

        private static double rounded(double value) {
            return Math.round(value * 100) / 100.0;
        }

        Map<String, Object> json() {
            return Map.of("requests", requests, "failed", failed, "median", median, "p99", p99, "worst", worst);
        }
    }

    ScaleLoad(HttpClient http, URI address, Clock clock) {
        this.http = http;
        this.address = address;
        this.clock = clock;
    }

    void addCamera(ApplicationContext program, AccountId account) {
        Pairing pairing = program.getBean(Pairing.class);
        PairedDevice paired = pairing.pair(pairing.code(account, "Bench").code());
        SessionId session = new SessionId(UUID.randomUUID());
        program.getBean(Sessions.class).start(account, paired.device().id(), session, clock.instant());
        cameras.add(new Camera(paired.token(), session));
    }

    /** Announces events until told to stop; each is measured from the time at which it was due. */
    Latencies announce(int perSecond, BooleanSupplier goesOn) {
        AtomicLong failed = new AtomicLong();
        Queue<Double> milliseconds = new ConcurrentLinkedQueue<>();
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; goesOn.getAsBoolean(); i++) {
                long due = begin + i * NANOSECONDS / perSecond;
                LockSupport.parkNanos(due - System.nanoTime());
                Camera camera = cameras.get(i % cameras.size());
                threads.execute(() -> {
                    if (!send(camera)) {
                        failed.incrementAndGet();
                    }
                    milliseconds.add((System.nanoTime() - due) / 1e6);
                });
            }
        }
        return Latencies.of(List.copyOf(milliseconds), failed.get());
    }

    /** Whether the announcement was taken. */
    private boolean send(Camera camera) {
        String announcement = """
                {"sessionId":"%s","at":"%s","trigger":{"type":"motion","score":0.031,"doubt":false},
                 "clip":{"durationSeconds":18.2,"preSeconds":10.2,"postSeconds":8,"bytes":1843200,
                   "contentType":"video/mp4",
                   "sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}}
                """.formatted(camera.session(), clock.instant());
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/api/v1/events/" + UUID.randomUUID()))
                .header("Authorization", "Bearer " + camera.token())
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(announcement))
                .build();
        try {
            answer(http, request);
            return true;
        } catch (IllegalStateException refused) {
            return false;
        }
    }

    /** The answer to a request, which must have gone well. */
    static HttpResponse<String> answer(HttpClient http, HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(
                        request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
