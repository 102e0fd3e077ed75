package dev.nightjar.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.util.unit.DataSize;

class RoomHealthTest {

    private static final DataSize RESERVE = DataSize.ofMegabytes(256);

    @Test
    void aDiskIsNearlyFullWhileClipsStillFindRoomOnIt() {
        assertThat(status(DataSize.ofMegabytes(1024 + 256))).isEqualTo(Status.UP);
        assertThat(status(DataSize.ofMegabytes(1024 + 255))).isEqualTo(Status.DOWN);
        assertThat(status(RESERVE)).isEqualTo(Status.DOWN);
    }

    private static Status status(DataSize free) {
        return RoomHealth.of(free.toBytes(), RESERVE).getStatus();
    }
}
