package dev.nightjar.identity.internal;

import dev.nightjar.identity.Caller;
import dev.nightjar.identity.DeviceTokens;
import dev.nightjar.identity.Operator;
import dev.nightjar.identity.OperatorToken;
import dev.nightjar.identity.SignInCookie;
import dev.nightjar.identity.SignIns;
import dev.nightjar.problem.Problem;
import dev.nightjar.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who is calling: a phone or the operator by a token, else a person by the cookie. A request with a token has
 * no cookie.
 */
class CallerFilter extends OncePerRequestFilter {

    private static final String BEARER = "Bearer ";

    private final SignIns signIns;
    private final DeviceTokens tokens;
    private final OperatorToken operator;
    private final ProblemWriter problems;

    CallerFilter(SignIns signIns, DeviceTokens tokens, OperatorToken operator, ProblemWriter problems) {
        this.signIns = signIns;
        this.tokens = tokens;
        this.operator = operator;
        this.problems = problems;
    }

    /** Whether the request shows a token, and so cannot have been made by another site in a browser. */
    static boolean hasToken(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.startsWith(BEARER);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !path.startsWith("/api/") && !path.startsWith("/actuator");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!hasToken(request)) {
            SignInCookie.read(request).flatMap(signIns::find).ifPresent(caller -> remember(caller, request));
            chain.doFilter(request, response);
            return;
        }
        String token = token(request);
        if (operator.matches(token)) {
            request.setAttribute(Operator.class.getName(), new Operator());
            authenticate(new OperatorAuthentication());
            chain.doFilter(request, response);
            return;
        }
        Optional<DeviceTokens.Bearer> bearer = tokens.find(token);
        if (bearer.isPresent() && bearer.get().revoked()) {
            problems.write(
                    Problem.DEVICE_REVOKED.because("This phone was removed from the account. Pair it again."),
                    request,
                    response);
            return;
        }
        bearer.ifPresent(found -> remember(found.caller(), request));
        chain.doFilter(request, response);
    }

    private static String token(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION)
                .substring(BEARER.length())
                .strip();
    }

    private static void remember(Caller caller, HttpServletRequest request) {
        request.setAttribute(Caller.class.getName(), caller);
        authenticate(new CallerAuthentication(caller));
    }

    private static void authenticate(Authentication authentication) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
    }
}
