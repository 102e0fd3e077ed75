package dev.nightjar.problem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.problem.Problem;
import dev.nightjar.problem.ProblemException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class DatabaseTroubleTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "08003", "57P01", "57P02", "57P03", "53300"})
    void aDatabaseThatStopsStartsOrIsFullIsAway(String state) {
        assertThat(isAway(new DataAccessResourceFailureException("query", new SQLException("gone", state))))
                .isTrue();
    }

    @Test
    void thatNoConnectionIsFreeInTimeIsTheSame() {
        SQLTransientConnectionException timeout = new SQLTransientConnectionException("timeout");
        assertThat(isAway(new CannotCreateTransactionException("begin", timeout)))
                .isTrue();
    }

    @Test
    void aRollbackThatFindsItsConnectionClosedMeansTheSameUnlessAFaultOfOursCameFirst() {
        assertThat(isAway(failedRollback())).isTrue();

        TransactionSystemException afterOurs = failedRollback();
        afterOurs.initApplicationException(new IllegalStateException("a fault of ours"));
        assertThat(isAway(afterOurs)).isFalse();
    }

    @Test
    void anOrderThatTheDatabaseRefusesIsAFaultOfOurs() {
        SQLException wrong = new SQLException("syntax", "42601");
        assertThat(isAway(new DataAccessResourceFailureException("query", wrong)))
                .isFalse();
    }

    private static TransactionSystemException failedRollback() {
        return new TransactionSystemException("rollback", new SQLException("Connection is closed"));
    }

    private static boolean isAway(Exception exception) {
        ProblemException problem = DatabaseTrouble.of(exception);
        return problem != null && problem.problem() == Problem.BUSY;
    }
}
