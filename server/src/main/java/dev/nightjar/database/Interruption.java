package dev.nightjar.database;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * When the program is told to end while the database starts: interrupts the start, which can no longer succeed, and
 * holds back the end of the program until what was started is stopped.
 */
final class Interruption implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Thread starter) {
        this.hook = new Thread(() -> interrupt(starter), "interrupt-database-start");
    }

    /** Watches over the calling thread until closed. */
    static Interruption whenTheProgramEnds() {
        Interruption interruption = new Interruption(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // the program ends already, and the hook with it
            return;
        }
    }

    private void interrupt(Thread starter) {
        starter.interrupt();
        try {
            if (!done.await(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                starter.interrupt();
            }
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        }
    }
}
