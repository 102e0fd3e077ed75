package dev.nightjar.problem.internal;

import dev.nightjar.problem.Problem;
import dev.nightjar.problem.ProblemException;
import dev.nightjar.problem.ProblemWriter;
import dev.nightjar.problem.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.http.HttpHeaders;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.util.DisconnectedClientHelper;

/** The one place where an exception becomes an answer. What is a fault of ours is logged here, once. */
@RestControllerAdvice
class ProblemAdvice {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final ProblemWriter problems;

    ProblemAdvice(ProblemWriter problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    void answer(Exception exception, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (DisconnectedClientHelper.isClientDisconnectedException(exception)) {
            return;
        }
        if (exception instanceof HttpRequestMethodNotSupportedException wrong && wrong.getSupportedMethods() != null) {
            response.setHeader(HttpHeaders.ALLOW, String.join(", ", wrong.getSupportedMethods()));
        }
        ProblemException known = Translation.of(exception);
        problems.write(known == null ? fault(exception, request) : known, request, response);
    }

    private static ProblemException fault(Exception exception, HttpServletRequest request) {
        LoggingEventBuilder line = log.atError()
                .setCause(exception)
                .addKeyValue("method", request.getMethod())
                .addKeyValue("exception", exception.getClass().getSimpleName());
        PathIds.name(request.getRequestURI(), line).log("Request failed");
        return Problem.FAILED.because(
                "Something failed in the server. Try again; if it stays, quote %s.", RequestId.of(request));
    }
}
