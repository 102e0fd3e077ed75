package dev.nightjar.problem.internal;

import dev.nightjar.problem.Problem;
import dev.nightjar.problem.ProblemException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/** Tells a database that is away for the moment, as while it is restarted, from a fault of ours. */
final class DatabaseTrouble {

    private static final Duration WAIT = Duration.ofSeconds(5);

    /** The class of all states in which a connection is lost or does not come about. */
    private static final String CONNECTION = "08";

    /** It is told to stop, crashed, starts and takes nobody yet, or has no place for one more connection. */
    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "53300");

    /** So deep a chain is none that a driver makes; one that leads back to itself ends here. */
    private static final int DEEPEST = 20;

    private DatabaseTrouble() {}

    /** The problem to answer with when the database is away, else null. */
    static @Nullable ProblemException of(Throwable exception) {
        Throwable next = exception;
        for (int depth = 0; next != null && depth < DEEPEST; depth++) {
            if (next instanceof SQLException said && isAway(said)) {
                return away();
            }
            if (next instanceof TransactionSystemException failed && hasNoConnection(failed)) {
                return away();
            }
            next = behind(next);
        }
        return null;
    }

    /** A rollback over a lost connection fails too, and then hides what was wrong at first. */
    private static @Nullable Throwable behind(Throwable exception) {
        if (exception instanceof TransactionSystemException failed && failed.getApplicationException() != null) {
            return failed.getApplicationException();
        }
        return exception.getCause();
    }

    /** The pool closes a connection that broke off, and then says of it that it is closed, without a state. */
    private static boolean hasNoConnection(TransactionSystemException failed) {
        return failed.getApplicationException() == null
                && failed.getCause() instanceof SQLException said
                && said.getSQLState() == null;
    }

    private static boolean isAway(SQLException said) {
        String state = said.getSQLState();
        return said instanceof SQLTransientConnectionException
                || (state != null && (state.startsWith(CONNECTION) || AWAY.contains(state)));
    }

    private static ProblemException away() {
        return Problem.BUSY
                .because("The database does not answer at the moment. Try again in %d seconds.", WAIT.toSeconds())
                .withRetryAfter(WAIT);
    }
}
