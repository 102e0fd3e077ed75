package dev.nightjar.events;

import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.ClipStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The files of events: clips, and all that was made from them. */
@Component
class EventFiles {

    private static final Logger log = LoggerFactory.getLogger(EventFiles.class);

    /** A store far away answers slowly, but many at once. */
    private static final int AT_ONCE = 8;

    /**
     * Threads of the operating system: a virtual one does not give way while it works on files, and two such hold up
     * every request on a machine with two cores.
     */
    private static final ThreadFactory THREADS =
            Thread.ofPlatform().name("event-files-", 0).factory();

    private final ClipStore clips;

    EventFiles(ClipStore clips) {
        this.clips = clips;
    }

    /** Deletes the clip, the previews and what any attempt left behind; harmless when repeated. */
    void delete(DeletedClip event) {
        clips.delete(BlobKey.clip(event.account(), event.device(), event.event()));
        clips.deleteAll("derived/%s/%s".formatted(event.account(), event.event()));
    }

    /**
     * Deletes the files of all of them, some at once.
     *
     * @return those whose files are gone; the others are logged, and can be tried again
     */
    List<DeletedClip> deleteAll(List<DeletedClip> events) {
        List<Future<DeletedClip>> tries = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, THREADS)) {
            events.forEach(event -> tries.add(threads.submit(() -> delete(event), event)));
        }
        return tries.stream().map(EventFiles::deleted).filter(Objects::nonNull).toList();
    }

    private static @Nullable DeletedClip deleted(Future<DeletedClip> tried) {
        try {
            return tried.get();
        } catch (ExecutionException failure) {
            log.atError().setCause(failure.getCause()).log("Files could not be deleted and are tried again");
        } catch (InterruptedException stopped) {
            // the program stops; the files are deleted after its next start
            Thread.currentThread().interrupt();
        }
        return null;
    }
}
