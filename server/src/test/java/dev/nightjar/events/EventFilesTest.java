package dev.nightjar.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.TestCallers;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.storage.ClipStore;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventFilesTest {

    private final List<DeletedClip> events =
            Stream.generate(EventFilesTest::event).limit(100).toList();

    @Test
    void requestsDoNotShareTheirThreadsWithTheDeletionOfManyFiles() {
        // a virtual thread gives no other a turn while it works on files
        Set<Boolean> virtual = ConcurrentHashMap.newKeySet();
        EventFiles files = new EventFiles(store((proxy, method, arguments) -> {
            virtual.add(Thread.currentThread().isVirtual());
            return null;
        }));

        assertThat(files.deleteAll(events)).isEqualTo(events);

        assertThat(virtual).containsExactly(false);
    }

    @Test
    void filesThatCannotBeDeletedKeepNoOthersFromBeingDeleted() {
        DeletedClip stuck = events.getFirst();
        EventFiles files = new EventFiles(store((proxy, method, arguments) -> {
            if (String.valueOf(arguments[0]).contains(stuck.event().toString())) {
                throw new UncheckedIOException(new NoSuchFileException("the disk is away"));
            }
            return null;
        }));

        assertThat(files.deleteAll(events)).isEqualTo(events.subList(1, events.size()));
    }

    /** A store that only ever deletes. */
    private static ClipStore store(InvocationHandler deletion) {
        return (ClipStore)
                Proxy.newProxyInstance(ClipStore.class.getClassLoader(), new Class<?>[] {ClipStore.class}, deletion);
    }

    private static DeletedClip event() {
        return new DeletedClip(
                TestCallers.newAccount(), new DeviceId(TestCallers.newId()), new EventId(TestCallers.newId()));
    }
}
