package dev.nightjar.alerts;

import dev.nightjar.jobs.Job;
import dev.nightjar.jobs.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;

/** Keeps jobs until a test runs them: in any order, some twice, as after a crash. */
@TestComponent
@Primary
class HeldJobs implements Jobs {

    private final List<Held<?>> held = new ArrayList<>();

    private record Held<T>(Job<T> job, String id, T payload) {

        void run() {
            job.run(payload);
        }
    }

    @Override
    public <T> void schedule(Job<T> job, String id, T payload) {
        if (!pending(job, id)) {
            held.add(new Held<>(job, id, payload));
        }
    }

    @Override
    public <T> void scheduleAt(Job<T> job, String id, T payload, Instant time) {
        schedule(job, id, payload);
    }

    @Override
    public <T> void scheduleIn(Job<T> job, String id, T payload, Duration wait) {
        schedule(job, id, payload);
    }

    @Override
    public boolean pending(Job<?> job, String id) {
        return held.stream()
                .anyMatch(each ->
                        each.job().name().equals(job.name()) && each.id().equals(id));
    }

    /** Runs one of them; some stay, as if the program had ended before it noted that they ran. False when there is none. */
    boolean runOne(Random random) {
        List<Held<?>> mine = held.stream()
                .filter(each -> each.job() instanceof EventAlertsJob || each.job() instanceof DeliveryJob)
                .toList();
        if (mine.isEmpty()) {
            return false;
        }
        Held<?> next = mine.get(random.nextInt(mine.size()));
        next.run();
        if (random.nextInt(5) > 0) {
            held.remove(next);
        }
        return true;
    }

    /** Forgets what an earlier test left. */
    void forget() {
        held.clear();
    }
}
