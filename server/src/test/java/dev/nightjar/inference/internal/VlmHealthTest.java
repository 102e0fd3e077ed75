package dev.nightjar.inference.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class VlmHealthTest {

    private final VlmHealth health = new VlmHealth();

    @Test
    void aModelThatFailsThreeTimesInARowIsAwayUntilItTellsAgain() {
        health.asked("unreachable");
        health.asked("told");
        health.asked("unreachable");
        health.asked("timeout");
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);

        health.asked("unreachable");
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);

        health.asked("told");
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }
}
