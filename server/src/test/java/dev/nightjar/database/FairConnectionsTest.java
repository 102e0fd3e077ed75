package dev.nightjar.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.nightjar.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FairConnectionsTest {

    private HikariDataSource pool;
    private FairConnections connections;

    @BeforeEach
    void open() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(TestDatabase.create().url());
        config.setUsername("postgres");
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(2_500);
        pool = new HikariDataSource(config);
        connections = new FairConnections(pool);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void whoWaitsGetsAConnectionInTurn() throws Exception {
        List<Integer> served = Collections.synchronizedList(new ArrayList<>());
        List<Thread> waiting = new ArrayList<>();
        try (Connection held = connections.getConnection()) {
            for (int number : IntStream.range(0, 20).toArray()) {
                Thread thread = Thread.ofVirtual().start(() -> serve(number, served));
                waiting.add(thread);
                await().until(() -> connections.waiting() == waiting.size());
            }
            assertThat(held.isValid(1)).isTrue();
        }
        for (Thread thread : waiting) {
            thread.join();
        }
        assertThat(served).isEqualTo(IntStream.range(0, 20).boxed().toList());
    }

    @Test
    void aConnectionThatIsClosedTwiceComesBackOnce() throws Exception {
        Connection first = connections.getConnection();
        first.close();
        first.close();
        try (Connection second = connections.getConnection()) {
            assertThat(second.isValid(1)).isTrue();
            assertThatThrownBy(connections::getConnection).isInstanceOf(SQLTransientConnectionException.class);
        }
    }

    @Test
    void whatTheDatabaseSaysIsHeardAsItIs() throws Exception {
        try (Connection connection = connections.getConnection()) {
            assertThatThrownBy(() -> connection.prepareStatement("select wrong").executeQuery())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("wrong");
        }
    }

    private void serve(int number, List<Integer> served) {
        try (Connection connection = connections.getConnection()) {
            assertThat(connection.isClosed()).isFalse();
            served.add(number);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
