package dev.nightjar.events;

import dev.nightjar.jobs.Job;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Deletes the clip of a deleted event, and all that was made from it. */
@Component
class DeletionJob implements Job<DeletedClip> {

    private final EventFiles files;

    DeletionJob(EventFiles files) {
        this.files = files;
    }

    @Override
    public String name() {
        return "clip-deletion";
    }

    @Override
    public Class<DeletedClip> payload() {
        return DeletedClip.class;
    }

    /** Someone asked for it to be gone, so it is tried for days, not seconds. */
    @Override
    public int tries() {
        return 500;
    }

    @Override
    public Duration firstRetry() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void run(DeletedClip deleted) {
        files.delete(deleted);
    }
}
