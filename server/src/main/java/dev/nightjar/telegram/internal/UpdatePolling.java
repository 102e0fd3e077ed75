package dev.nightjar.telegram.internal;

import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Reads what is written to the bot for as long as the program runs, while it is this node's turn. */
@Component
@WhenTelegram
class UpdatePolling implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(UpdatePolling.class);

    private final JdbcConnectionDetails database;
    private final UpdateReader reader;
    private final BotClient client;
    private final TelegramSettings settings;

    private volatile @Nullable Thread thread;
    private volatile boolean reading;

    UpdatePolling(JdbcConnectionDetails database, UpdateReader reader, BotClient client, TelegramSettings settings) {
        this.database = database;
        this.reader = reader;
        this.client = client;
        this.settings = settings;
    }

    @Override
    public void start() {
        Thread starting = Thread.ofVirtual().name("telegram").unstarted(this::run);
        // before it starts: it runs only while this is set
        thread = starting;
        starting.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running == null) {
            return;
        }
        running.interrupt();
        client.stopPolling();
        try {
            // what it is doing with the database ends before the database does
            running.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Whether it is this node that reads. */
    boolean isReading() {
        return reading;
    }

    private void run() {
        while (isRunning()) {
            try (ReadingLock lock = ReadingLock.open(database, settings.bot())) {
                readWhileHeld(lock);
            } catch (InterruptedException stopping) {
                return;
            } catch (SQLException | RuntimeException failed) {
                lost(failed);
            } finally {
                reading = false;
            }
        }
    }

    private void readWhileHeld(ReadingLock lock) throws SQLException, InterruptedException {
        while (isRunning()) {
            boolean held = lock.holds();
            if (held != reading) {
                reading = held;
                log.info(held ? "Telegram is read by this node" : "Telegram is no longer read by this node");
            }
            Duration pause = held ? reader.read() : settings.pause();
            if (!pause.isZero()) {
                Thread.sleep(pause);
            }
        }
    }

    private void lost(Exception cause) {
        if (!isRunning()) {
            return;
        }
        log.atWarn().addKeyValue("cause", cause.getMessage()).log("Reading Telegram was interrupted and begins anew");
        try {
            Thread.sleep(reader.pause());
        } catch (InterruptedException stopping) {
            // the program stops, and the loop with it
            Thread.currentThread().interrupt();
        }
    }
}
