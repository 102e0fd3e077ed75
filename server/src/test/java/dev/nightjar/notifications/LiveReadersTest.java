package dev.nightjar.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.TestCallers;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.SignIns;
import dev.nightjar.notifications.LiveMessage.Changed;
import dev.nightjar.notifications.LiveMessage.Hello;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

@NotificationsModuleTest
class LiveReadersTest {

    private static final NotificationsSettings TWO_CONNECTIONS = new NotificationsSettings(1000, 10, 2);

    @Autowired
    private DataSource database;

    @Autowired
    private SignIns signIns;

    @Autowired
    private TestCallers callers;

    @Test
    void whoCouldNotBeGreetedTakesNobodysPlace() throws Exception {
        AtomicBoolean away = new AtomicBoolean();
        Changes changes = new Changes(new ChangeRows(JdbcClient.create(new Losing(database, away))), TWO_CONNECTIONS);
        LiveReaders readers = new LiveReaders(changes, signIns, TWO_CONNECTIONS, new SimpleMeterRegistry());
        Caller.Person caller = callers.owner().caller();
        LiveReader first = readers.join(caller, ChangeFilter.ALL);
        away.set(true);
        assertThatThrownBy(() -> readers.join(caller, ChangeFilter.ALL)).isInstanceOf(DataAccessException.class);
        away.set(false);

        readers.join(caller, ChangeFilter.ALL);

        Change change = new Change(1, Change.Kind.EVENT, TestCallers.newId());
        readers.changed(caller.account(), change, Belonging.NOWHERE);
        assertThat(first.take()).isEqualTo(new Hello(0));
        assertThat(first.take()).isEqualTo(new Changed(change));
    }

    /** The real database, which cannot be reached for a while. */
    private static final class Losing extends DelegatingDataSource {

        private final AtomicBoolean away;

        Losing(DataSource database, AtomicBoolean away) {
            super(database);
            this.away = away;
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (away.get()) {
                throw new SQLException("The database is away");
            }
            return super.getConnection();
        }
    }
}
