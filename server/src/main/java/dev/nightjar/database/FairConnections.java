package dev.nightjar.database;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Hands out the connections of a pool in the order in which they were asked for. The pool itself gives a connection that
 * comes back to whoever asks next, so that under load a few of those who wait do so for very long
 * ({@code ./nightjar bench ingest}: of the slowest hundredth of the calls).
 */
final class FairConnections extends DelegatingDataSource {

    private final Semaphore permits;
    private final long patienceMilliseconds;

    FairConnections(HikariDataSource pool) {
        super(pool);
        this.permits = new Semaphore(pool.getMaximumPoolSize(), true);
        this.patienceMilliseconds = pool.getConnectionTimeout();
    }

    /** Throws {@link SQLTransientConnectionException} when none came back in the time that the pool allows. */
    @Override
    public Connection getConnection() throws SQLException {
        await();
        boolean lent = false;
        try {
            Connection connection = returning(super.getConnection());
            lent = true;
            return connection;
        } finally {
            if (!lent) {
                permits.release();
            }
        }
    }

    /** How many wait for a connection, roughly. */
    int waiting() {
        return permits.getQueueLength();
    }

    private void await() throws SQLException {
        try {
            if (!permits.tryAcquire(patienceMilliseconds, TimeUnit.MILLISECONDS)) {
                throw new SQLTransientConnectionException(
                        "No connection came back within %d ms".formatted(patienceMilliseconds));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SQLException("Interrupted while waiting for a connection", interrupted);
        }
    }

    /** The next in the queue has its turn once the connection is back in the pool. */
    private Connection returning(Connection connection) {
        AtomicBoolean returned = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(
                FairConnections.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> {
                    if (!method.getName().equals("close")) {
                        return call(connection, method, arguments);
                    }
                    try {
                        return call(connection, method, arguments);
                    } finally {
                        if (returned.compareAndSet(false, true)) {
                            permits.release();
                        }
                    }
                });
    }

    private static Object call(Connection connection, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
