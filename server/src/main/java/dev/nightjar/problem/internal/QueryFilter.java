package dev.nightjar.problem.internal;

import dev.nightjar.problem.Problem;
import dev.nightjar.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses NUL in what an address asks for: no text that we keep holds it, and the database refuses to look for it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class QueryFilter extends OncePerRequestFilter {

    private final ProblemWriter problems;

    QueryFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String query = request.getQueryString();
        if (query != null && query.contains("%00")) {
            problems.write(Problem.INVALID.because("The address asks for text that cannot be."), request, response);
            return;
        }
        chain.doFilter(request, response);
    }
}
