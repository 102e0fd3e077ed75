package dev.nightjar.problem.internal;

import dev.nightjar.problem.Problem;
import dev.nightjar.problem.ProblemException;
import dev.nightjar.problem.ProblemWriter;
import dev.nightjar.problem.RequestId;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What goes wrong outside controllers, such as in a filter, ends here. */
@Controller
class ErrorPageController implements ErrorController {

    private static final Logger log = LoggerFactory.getLogger(ErrorPageController.class);

    private final ProblemWriter problems;

    ErrorPageController(ProblemWriter problems) {
        this.problems = problems;
    }

    @RequestMapping("/error")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object exception = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        ProblemException known = exception instanceof Throwable thrown ? Translation.of(thrown) : byStatus(request);
        problems.write(known == null ? fault(exception, request) : known, request, response);
    }

    private static @Nullable ProblemException byStatus(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        return Translation.byStatus(status instanceof Integer code ? HttpStatus.resolve(code) : HttpStatus.NOT_FOUND);
    }

    private static ProblemException fault(@Nullable Object exception, HttpServletRequest request) {
        var line = log.atError();
        if (exception instanceof Throwable thrown) {
            line = line.setCause(thrown);
        }
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        PathIds.name(String.valueOf(path), line).log("Request failed outside controllers");
        return Problem.FAILED.because(
                "Something failed in the server. Try again; if it stays, quote %s.", RequestId.of(request));
    }
}
