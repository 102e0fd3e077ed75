package dev.nightjar.events;

import static dev.nightjar.events.EventTesting.newEvent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nightjar.TestCallers;
import dev.nightjar.TestClock;
import dev.nightjar.events.EventTesting.Camera;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.inference.AnalyzeClip;
import dev.nightjar.inference.ClipAnalysed;
import dev.nightjar.inference.VisionHealth;
import dev.nightjar.queue.TestBroker;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What a server whose clips are looked at elsewhere knows of that, with a real broker. */
@EventModuleTest
class WorkersHealthTest {

    @Autowired
    private TestCallers callers;

    @Autowired
    private EventTesting testing;

    @Autowired
    private FakeAnalyzer analyzer;

    @Autowired
    private HealthEndpoint health;

    @Autowired
    private TestClock clock;

    @DynamicPropertySource
    static void aBroker(DynamicPropertyRegistry settings) {
        settings.add("nightjar.queue.kind", () -> "amqp");
        settings.add("nightjar.queue.address", () -> TestBroker.shared().address());
        settings.add("nightjar.queue.prefix", () -> "health-");
    }

    @AfterEach
    void theClockIsRightAgain() {
        clock.reset();
    }

    @Test
    void clipsThatWaitLongForAWorkerAreKnown() throws Exception {
        assertThat(status("broker")).isEqualTo(Status.UP);
        CountDownLatch looked = new CountDownLatch(1);
        EventId event = newEvent();
        Camera camera = testing.camera(callers.owner().account());
        analyzer.answer(event, clip -> {
            awaitQuietly(looked);
            return FakeAnalyzer.person(clip);
        });
        testing.report(camera, event);
        await().until(() -> !analyzer.asked(event).isEmpty());
        assertThat(status("workers")).isEqualTo(Status.UP);

        clock.pass(WorkersHealth.LONG.plusSeconds(1));
        assertThat(status("workers")).isEqualTo(Status.DOWN);

        looked.countDown();
        testing.await(camera.phone().account(), event, EventState.DONE);
        assertThat(status("workers")).isEqualTo(Status.UP);
    }

    @Test
    void aVisionModelThatIsSilentForWorkersIsKnownAfterSomeClips() throws Exception {
        for (int clip = 1; clip <= VisionHealth.MANY; clip++) {
            assertThat(status("workersVision")).isEqualTo(Status.UP);
            look(FakeAnalyzer::personInOtherWords);
        }
        await().untilAsserted(() -> assertThat(status("workersVision")).isEqualTo(Status.DOWN));

        look(FakeAnalyzer::person);
        await().untilAsserted(() -> assertThat(status("workersVision")).isEqualTo(Status.UP));
    }

    private void look(Function<AnalyzeClip, ClipAnalysed> answer) throws Exception {
        EventId event = newEvent();
        Camera camera = testing.camera(callers.owner().account());
        analyzer.answer(event, answer);
        testing.report(camera, event);
        testing.await(camera.phone().account(), event, EventState.DONE);
    }

    private Status status(String part) {
        return Objects.requireNonNull(health.healthForPath(part)).getStatus();
    }

    private static void awaitQuietly(CountDownLatch end) {
        try {
            assertThat(end.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
