package dev.nightjar.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class VisionHealthTest {

    private final VisionHealth health = new VisionHealth();

    @Test
    void aModelThatFailsThreeTimesInARowIsAwayUntilItTellsAgain() {
        health.asked(false);
        health.asked(true);
        health.asked(false);
        health.asked(false);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);

        health.asked(false);
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);

        health.asked(true);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }
}
