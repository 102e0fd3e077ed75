package dev.nightjar.jobs;

import java.util.function.IntUnaryOperator;

/** Work that is done batch by batch, so that none holds locks for long. */
public final class Batches {

    private Batches() {}

    /**
     * Works until a batch is not full, or the program stops: it must not wait for long work.
     *
     * @param size of a full batch
     * @param batch works on that many at most, and says on how many
     * @return on how many in all
     */
    public static long run(int size, IntUnaryOperator batch) {
        long all = 0;
        int done = size;
        while (done == size && !Thread.currentThread().isInterrupted()) {
            done = batch.applyAsInt(size);
            all += done;
        }
        return all;
    }
}
