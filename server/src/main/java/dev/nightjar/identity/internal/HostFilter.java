package dev.nightjar.identity.internal;

import dev.nightjar.identity.KnownHosts;
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

/**
 * Refuses requests to a public name that is not the server's. A page elsewhere can point its own name at an address of
 * this network and then speak to it as if it were the server's own page; before the first person has signed up, it
 * could become that person.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class HostFilter extends OncePerRequestFilter {

    private final KnownHosts known;
    private final ProblemWriter problems;

    HostFilter(KnownHosts known, ProblemWriter problems) {
        this.known = known;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String host = request.getServerName();
        if (HostNames.isPublic(host) && !known.has(host)) {
            problems.write(
                    Problem.HOST_UNKNOWN.because("Nightjar is not called so here. Whoever runs it adds the name to the"
                            + " setting nightjar.identity.hosts, or opens the page by its address."),
                    request,
                    response);
            return;
        }
        chain.doFilter(request, response);
    }
}
