package dev.nightjar.identity;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/** The cookie that carries a sign-in's token: out of reach for scripts, and not sent along from other sites' forms. */
public final class SignInCookie {

    private static final String NAME = "nightjar";

    /** The longest that browsers keep; when the sign-in ends is the server's own decision. */
    private static final Duration LIFETIME = Duration.ofDays(400);

    private SignInCookie() {}

    /** The token in the request's cookie, if it has one. */
    public static Optional<String> read(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, NAME)).map(Cookie::getValue);
    }

    /** Gives the browser the token of a new sign-in. */
    public static void write(SignIns.SignIn signIn, HttpServletRequest request, HttpServletResponse response) {
        set(signIn.token(), LIFETIME, request, response);
    }

    /** Makes the browser forget its token. */
    public static void clear(HttpServletRequest request, HttpServletResponse response) {
        set("", Duration.ZERO, request, response);
    }

    private static void set(String value, Duration age, HttpServletRequest request, HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(NAME, value)
                .httpOnly(true)
                .sameSite("Lax")
                .secure(request.isSecure())
                .path("/")
                .maxAge(age)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
