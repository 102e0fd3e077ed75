package dev.nightjar.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MeaningsTest {

    private static final Traits ANY = Traits.wanted(SearchFilter.ALL, Long.MAX_VALUE);
    private static final Traits PLAIN = new Traits(0, 0, 1, 1, 0, 1);

    private final Random random = new Random(7);

    @Test
    void likenessIsTheCosineOfTheAngleBetweenThem() {
        for (int i = 0; i < 200; i++) {
            byte[] one = direction(1);
            byte[] other = direction(i % 3 == 0 ? 100 : 1);
            long[] row = new long[Meanings.ROW + 3];
            System.arraycopy(Query.packed(other), 0, row, 3, Query.LONGS);

            double likeness = new Query(one).likeness(row, 3, Query.sum(other), 1 / Meaning.length(other));

            assertThat(likeness).isCloseTo(cosine(one, other), within(1e-9));
        }
    }

    @Test
    void theLargestAndTheSmallestPartsAreCountedRight() {
        byte[] up = new byte[Meaning.PARTS];
        byte[] down = new byte[Meaning.PARTS];
        java.util.Arrays.fill(up, (byte) 127);
        java.util.Arrays.fill(down, (byte) -127);

        assertThat(new Query(up).likeness(Query.packed(down), 0, Query.sum(down), 1 / Meaning.length(down)))
                .isCloseTo(-1, within(1e-9));
    }

    @Test
    void theNearestOfManyAreFoundInTheirOrder() {
        List<byte[]> all = new ArrayList<>();
        byte[] asked = direction(1);
        try (Meanings meanings = new Meanings()) {
            for (int i = 0; i < 5_000; i++) {
                byte[] each = direction(1);
                all.add(each);
                meanings.add(new UUID(0, i), PLAIN, each);
            }

            List<UUID> nearest = meanings.nearest(new Query(asked), ANY, -1, 20).stream()
                    .map(Meanings.Near::event)
                    .toList();

            List<UUID> expected = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                expected.add(new UUID(0, i));
            }
            expected.sort(Comparator.comparingDouble(
                    (UUID id) -> -cosine(asked, all.get((int) id.getLeastSignificantBits()))));
            assertThat(nearest).isEqualTo(expected.subList(0, 20));
        }
    }

    @Test
    void whatIsRemovedReplacedOrTooDifferentIsNotFound() {
        byte[] asked = direction(1);
        byte[] opposite = new byte[asked.length];
        for (int i = 0; i < asked.length; i++) {
            opposite[i] = (byte) -asked[i];
        }
        try (Meanings meanings = new Meanings()) {
            for (int i = 0; i < 3; i++) {
                meanings.add(new UUID(0, i), PLAIN, asked);
            }
            meanings.add(new UUID(0, 3), PLAIN, opposite);
            meanings.remove(Set.of(new UUID(0, 1)));
            meanings.put(2, new UUID(0, 9), PLAIN, asked);

            assertThat(meanings.nearest(new Query(asked), ANY, 0.5, 10))
                    .extracting(Meanings.Near::event)
                    .containsExactly(new UUID(0, 0), new UUID(0, 9));
        }
    }

    private byte[] direction(float first) {
        float[] parts = new float[Meaning.PARTS];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = (float) random.nextGaussian();
        }
        parts[0] *= first;
        return Meaning.of(parts);
    }

    private static double cosine(byte[] one, byte[] other) {
        long product = 0;
        for (int i = 0; i < one.length; i++) {
            product += one[i] * other[i];
        }
        return product / (Meaning.length(one) * Meaning.length(other));
    }
}
