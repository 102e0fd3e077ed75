package dev.nightjar.search;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;

/**
 * What the events of an account mean, outside of the heap, in blocks that grow with their number. Not safe for several
 * callers; to be closed, after which it must not be used.
 */
final class Meanings implements AutoCloseable {

    /** Longs for each event: its meaning, then what the constants below say. */
    static final int ROW = Query.LONGS + 8;

    private static final int ID_HIGH = Query.LONGS;
    private static final int ID_LOW = Query.LONGS + 1;
    private static final int AT = Query.LONGS + 2;
    private static final int DEVICE = Query.LONGS + 3;
    private static final int SESSION = Query.LONGS + 4;
    private static final int MARKS = Query.LONGS + 5;
    /** The sum of its parts, and above it its inverse length as a float; 0 when the place is empty. */
    private static final int SUMS = Query.LONGS + 6;

    private static final int ADDED = Query.LONGS + 7;

    private static final int FIRST_BLOCK = 128;
    private static final int LARGEST_BLOCK = 4096;
    /** How many rows are copied to the heap at a time. */
    private static final int CHUNK = 128;

    private final List<Block> blocks = new ArrayList<>();
    private int rows;

    private record Block(Arena arena, MemorySegment memory, int from, int size) {}

    /** An event whose meaning is near; 1 is the same, 0 has nothing to do with it. */
    record Near(UUID event, double likeness) {}

    /** How many rows there are, empty ones too. */
    int rows() {
        return rows;
    }

    /** How many bytes the next row takes beyond those that are taken. */
    long bytesForNext() {
        return rows < capacity() ? 0 : bytes(nextBlock());
    }

    long bytes() {
        return bytes(capacity());
    }

    private static long bytes(int rows) {
        return (long) rows * ROW * Long.BYTES;
    }

    private int capacity() {
        return blocks.isEmpty() ? 0 : blocks.getLast().from() + blocks.getLast().size();
    }

    private int nextBlock() {
        return Math.clamp(capacity(), FIRST_BLOCK, LARGEST_BLOCK);
    }

    /** Adds a row at the end. */
    void add(UUID event, Traits traits, byte[] meaning) {
        if (rows == capacity()) {
            addBlock();
        }
        rows++;
        put(rows - 1, event, traits, meaning);
    }

    // closed with all blocks
    @SuppressWarnings("MustBeClosedChecker")
    private void addBlock() {
        int size = nextBlock();
        Arena arena = Arena.ofShared();
        blocks.add(new Block(arena, arena.allocate(bytes(size), Long.BYTES), capacity(), size));
    }

    /** Replaces a row. */
    void put(int place, UUID event, Traits traits, byte[] meaning) {
        long[] row = new long[ROW];
        System.arraycopy(Query.packed(meaning), 0, row, 0, Query.LONGS);
        row[ID_HIGH] = event.getMostSignificantBits();
        row[ID_LOW] = event.getLeastSignificantBits();
        row[AT] = traits.from();
        row[DEVICE] = traits.device();
        row[SESSION] = traits.session();
        row[MARKS] = traits.marks();
        float inverse = (float) (1 / Math.max(Meaning.length(meaning), 1));
        row[SUMS] = (long) Float.floatToRawIntBits(inverse) << 32 | Query.sum(meaning);
        row[ADDED] = traits.added();
        write(place, row);
    }

    private void write(int place, long[] row) {
        Block block = blocks.stream()
                .filter(each -> place < each.from() + each.size())
                .findFirst()
                .orElseThrow();
        MemorySegment.copy(row, 0, block.memory(), ValueLayout.JAVA_LONG, bytes(place - block.from()), row.length);
    }

    /** Empties the rows of those events. */
    void remove(Set<UUID> events) {
        List<Integer> found = new ArrayList<>();
        each((chunk, from, place) -> {
            if (events.contains(new UUID(chunk[from + ID_HIGH], chunk[from + ID_LOW]))) {
                found.add(place);
            }
        });
        found.forEach(place -> write(place, new long[ROW]));
    }

    /**
     * The events that a filter may want and whose meaning is nearest, nearest first.
     *
     * @param least events that are less alike do not count
     */
    List<Near> nearest(Query query, Traits wanted, double least, int most) {
        PriorityQueue<Near> best = new PriorityQueue<>(most + 1, Comparator.comparingDouble(Near::likeness));
        each((chunk, from, place) -> {
            long sums = chunk[from + SUMS];
            if (sums == 0
                    || !wanted.admits(
                            chunk[from + AT],
                            chunk[from + DEVICE],
                            chunk[from + SESSION],
                            chunk[from + MARKS],
                            chunk[from + ADDED])) {
                return;
            }
            double likeness =
                    query.likeness(chunk, from, sums & 0xFFFF_FFFFL, Float.intBitsToFloat((int) (sums >>> 32)));
            if (likeness >= least
                    && (best.size() < most || likeness > best.element().likeness())) {
                best.add(new Near(new UUID(chunk[from + ID_HIGH], chunk[from + ID_LOW]), likeness));
                if (best.size() > most) {
                    best.remove();
                }
            }
        });
        return best.stream()
                .sorted(Comparator.comparingDouble(Near::likeness).reversed().thenComparing(Near::event))
                .toList();
    }

    @FunctionalInterface
    private interface RowReader {

        /** @param from where in the chunk the row begins */
        void read(long[] chunk, int from, int place);
    }

    private void each(RowReader reader) {
        long[] chunk = new long[CHUNK * ROW];
        for (Block block : blocks) {
            int end = Math.min(rows - block.from(), block.size());
            for (int first = 0; first < end; first += CHUNK) {
                int count = Math.min(CHUNK, end - first);
                MemorySegment.copy(block.memory(), ValueLayout.JAVA_LONG, bytes(first), chunk, 0, count * ROW);
                for (int i = 0; i < count; i++) {
                    reader.read(chunk, i * ROW, block.from() + first + i);
                }
            }
        }
    }

    @Override
    public void close() {
        blocks.forEach(block -> block.arena().close());
        blocks.clear();
        rows = 0;
    }
}
