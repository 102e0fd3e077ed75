package dev.nightjar.inference.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClipDetailsTest {

    @Test
    void aShortClipIsLookedAtTwiceASecond() {
        ClipDetails clip = clip(101, 10);
        List<Integer> sample = clip.sample(0, 2, 24);
        assertThat(sample).hasSize(21).startsWith(0, 5, 10);
    }

    @Test
    void aLongClipIsLookedAtEvenlyAndNotMoreThanAllowed() {
        ClipDetails clip = clip(600, 10);
        List<Integer> sample = clip.sample(10.0, 2, 24);
        assertThat(sample).hasSize(24).isSorted().doesNotHaveDuplicates().contains(100);
        assertThat(sample.getLast()).isGreaterThan(560);
    }

    @Test
    void theTriggersPictureIsAlwaysAmongThem() {
        ClipDetails clip = clip(480, 24);
        for (double trigger : new double[] {0, 0.3, 5.21, 9.99, 19.9}) {
            double nearest = clip.sample(trigger, 2, 24).stream()
                    .mapToDouble(i -> Math.abs(clip.frameSeconds().get(i) - trigger))
                    .min()
                    .orElseThrow();
            assertThat(nearest).isCloseTo(0, within(1 / 24.0));
        }
    }

    @Test
    void aTriggerOutsideOfTheClipCountsAsItsNearestEnd() {
        ClipDetails clip = clip(50, 10);
        assertThat(clip.sample(99, 2, 24)).contains(49);
        assertThat(clip.sample(-3, 2, 24)).contains(0);
    }

    @Test
    void aClipOfOnePictureIsLookedAtOnce() {
        assertThat(clip(1, 10).sample(5, 2, 24)).containsExactly(0);
    }

    private static ClipDetails clip(int frames, double framesPerSecond) {
        List<Double> times =
                IntStream.range(0, frames).mapToObj(i -> i / framesPerSecond).toList();
        return new ClipDetails(1280, 720, frames / framesPerSecond, times);
    }
}
