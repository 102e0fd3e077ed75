package dev.nightjar.events;

import dev.nightjar.jobs.Job;
import dev.nightjar.jobs.Retries;
import java.time.Duration;
import java.util.Map;
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

    @Override
    public Retries retries() {
        return Retries.FOR_DAYS;
    }

    @Override
    public Duration longestWait() {
        return EventDeletion.LATE_UPLOADS;
    }

    @Override
    public Map<String, String> about(DeletedClip deleted) {
        return Map.of("event", deleted.event().toString());
    }

    @Override
    public void run(DeletedClip deleted) {
        files.delete(deleted);
    }
}
