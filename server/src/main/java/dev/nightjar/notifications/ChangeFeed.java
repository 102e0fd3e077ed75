package dev.nightjar.notifications;

import dev.nightjar.database.OwnConnection;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.notifications.LiveMessage.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Brings the changes that any node committed to the live readers of this one, by LISTEN on a connection of its own.
 * Messages carry ids only. When the connection was lost, readers are sent away, so that they ask for what they missed.
 */
@Component
class ChangeFeed implements SmartLifecycle {

    static final String CHANNEL = "nightjar_changes";

    private static final Logger log = LoggerFactory.getLogger(ChangeFeed.class);
    private static final int WAIT_MILLISECONDS = 20_000;
    private static final int CHECK_SECONDS = 5;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final JdbcConnectionDetails database;
    private final LiveReaders readers;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Connection open;

    ChangeFeed(JdbcConnectionDetails database, LiveReaders readers) {
        this.database = database;
        this.readers = readers;
    }

    /** A change as it is sent between nodes, with {@code %s} for its number; read by {@link #deliver}. */
    static String changed(AccountId account, Change.Kind kind, UUID id, Belonging belonging) {
        return account + " %s " + kind.name() + " " + id + " " + belonging.text();
    }

    /** That sign-ins of an account ended, as it is sent between nodes; read by {@link #deliver}. */
    static String signInsEnded(AccountId account) {
        return account.toString();
    }

    @Override
    public void start() {
        Thread starting = Thread.ofVirtual().name("change-feed").unstarted(this::run);
        // before it starts: it runs only while this is set
        thread = starting;
        starting.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        readers.endAll(Reason.STOPPING);
        close();
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (isRunning()) {
            try {
                listen();
            } catch (SQLException | RuntimeException e) {
                // a message that cannot be read, as from a newer release, must not end the feed either
                lost(e);
            }
        }
    }

    private void listen() throws SQLException {
        try (Connection connection = OwnConnection.open(database, "nightjar changes")) {
            open = connection;
            try (Statement statement = connection.createStatement()) {
                statement.execute("listen " + CHANNEL);
            }
            // what was committed before now may never have been heard
            readers.endAll(Reason.GAP);
            PGConnection postgres = connection.unwrap(PGConnection.class);
            while (isRunning()) {
                PGNotification[] heard = postgres.getNotifications(WAIT_MILLISECONDS);
                if (heard != null && heard.length > 0) {
                    deliver(heard);
                } else if (!connection.isValid(CHECK_SECONDS)) {
                    throw new SQLException("The connection no longer answers");
                }
            }
        }
    }

    private void deliver(PGNotification[] heard) {
        for (PGNotification notification : heard) {
            String[] parts = notification.getParameter().split(" ", -1);
            if (parts.length == 1) {
                readers.checkSignIns(AccountId.of(parts[0]));
                continue;
            }
            Change change =
                    new Change(Long.parseLong(parts[1]), Change.Kind.valueOf(parts[2]), UUID.fromString(parts[3]));
            // a node of the release before does not say where it belongs
            Belonging belonging = parts.length < 6 ? Belonging.NOWHERE : Belonging.read(parts[4], parts[5]);
            readers.changed(AccountId.of(parts[0]), change, belonging);
        }
    }

    private void lost(Exception cause) {
        if (!isRunning()) {
            return;
        }
        log.atWarn().addKeyValue("cause", cause.getMessage()).log("The feed of changes was lost and is opened anew");
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            // the program stops, and the loop with it
            Thread.currentThread().interrupt();
        }
    }

    private void close() {
        Connection connection = open;
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            log.atWarn().addKeyValue("cause", e.getMessage()).log("The feed of changes did not close");
        }
    }
}
