package dev.nightjar.events;

import dev.nightjar.inference.PreviewAnalyzer;
import dev.nightjar.inference.PreviewLabel;
import dev.nightjar.inference.PreviewLook;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;

/** Sees nothing in frames, unless it was told what those of a number show. */
@TestComponent
@Primary
class FakePreviewAnalyzer implements PreviewAnalyzer {

    static final PreviewLook PERSON = new PreviewLook.Seen(List.of(new PreviewLabel("person", 0.71, 1)));
    static final PreviewLook NOTHING = new PreviewLook.Seen(List.of());

    private final Map<Byte, PreviewLook> looks = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();

    /** What the preview shows whose first frame has that number. */
    void show(int number, PreviewLook look) {
        looks.put((byte) number, look);
    }

    /** How often it was asked, by all tests. */
    int asked() {
        return asked.get();
    }

    @Override
    public PreviewLook look(List<byte[]> frames, Duration longestWait) {
        asked.incrementAndGet();
        byte[] first = frames.getFirst();
        return looks.getOrDefault(first[first.length - 1], NOTHING);
    }
}
