package dev.nightjar.identity.internal;

import dev.nightjar.identity.DeviceTokens;
import dev.nightjar.identity.MediaOrigin;
import dev.nightjar.identity.OperatorToken;
import dev.nightjar.identity.SignInCookie;
import dev.nightjar.identity.SignIns;
import dev.nightjar.problem.Problem;
import dev.nightjar.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.ExceptionHandlingConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** The filter chain: no sessions of its own; below {@code /api} nothing without a caller, except a short list. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    /** How people and phones come in; each of these counts what may be guessed. */
    private static final String[] FOR_ANYONE = {
        "/api/v1/people",
        "/api/v1/sign-ins",
        "/api/v1/devices",
        "/api/v1/invitations/lookup",
        "/api/v1/password-resets",
        "/api/v1/passwords"
    };

    /**
     * For the pages of the app. Styles set by scripts of the app itself count as attributes, not as style sheets;
     * recordings are played from {@code blob:} addresses, and workers may come from there.
     */
    private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "style-src-attr 'unsafe-inline'; img-src 'self' blob: data:%1$s; media-src 'self' blob:%1$s; "
            + "font-src 'self'; connect-src 'self'%1$s; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; "
            + "form-action 'self'; frame-ancestors 'none'";

    private static final String PERMISSIONS_POLICY = "camera=(self), microphone=(self), screen-wake-lock=(self), "
            + "geolocation=(), payment=(), usb=(), display-capture=()";

    private final ProblemWriter problems;
    private final String contentPolicy;

    SecurityConfiguration(ProblemWriter problems, ObjectProvider<MediaOrigin> elsewhere) {
        this.problems = problems;
        this.contentPolicy = CONTENT_POLICY.formatted(
                elsewhere.stream().map(origin -> " " + origin.value()).collect(Collectors.joining()));
    }

    @Bean
    SecurityFilterChain filterChain(HttpSecurity http, SignIns signIns, DeviceTokens tokens, OperatorToken operator) {
        return http.sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .csrf(SecurityConfiguration::csrf)
                .headers(this::headers)
                .exceptionHandling(this::exceptions)
                .addFilterBefore(
                        new CallerFilter(signIns, tokens, operator, problems), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/api/v1/server")
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, FOR_ANYONE)
                        .permitAll()
                        .requestMatchers("/api/v1/admin/**")
                        .hasAuthority(OperatorAuthentication.AUTHORITY)
                        .requestMatchers("/api/**")
                        .hasAuthority(CallerAuthentication.AUTHORITY)
                        // a blob's address carries its own, signed leave
                        .requestMatchers("/blobs/**", "/actuator/health/**", "/error")
                        .permitAll()
                        // metrics and whatever else the operator switches on
                        .requestMatchers("/actuator/**")
                        .hasAuthority(OperatorAuthentication.AUTHORITY)
                        // the app's own files
                        .requestMatchers(HttpMethod.GET, "/**")
                        .permitAll()
                        .requestMatchers(HttpMethod.HEAD, "/**")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .build();
    }

    /** Requests are observed as a whole; each filter by itself would cost more than it tells. */
    @Bean
    SecurityObservationSettings noObservationsOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    /** People are known by {@link SignIns} only; without this bean, Spring Boot would make up a user. */
    @Bean
    UserDetailsService nobody() {
        return name -> {
            throw new UsernameNotFoundException("Nobody signs in this way");
        };
    }

    private static void csrf(CsrfConfigurer<HttpSecurity> csrf) {
        csrf.spa().requireCsrfProtectionMatcher(SecurityConfiguration::couldBeForged);
    }

    /** Only a browser's cookie goes along with what another site makes the browser send. */
    private static boolean couldBeForged(HttpServletRequest request) {
        return !SAFE_METHODS.contains(request.getMethod())
                && request.getRequestURI().startsWith("/api/")
                && !CallerFilter.hasToken(request)
                && SignInCookie.read(request).isPresent();
    }

    private void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(contentPolicy))
                .permissionsPolicyHeader(policy -> policy.policy(PERMISSIONS_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .httpStrictTransportSecurity(
                        strict -> strict.includeSubDomains(false).requestMatcher(SecurityConfiguration::hasPublicName));
    }

    /**
     * Browsers hold the promise to use HTTPS only for a name and all its ports, for a year. {@code localhost} and the
     * names of a home network are shared with other programs, and with this one when it runs without HTTPS.
     */
    private static boolean hasPublicName(HttpServletRequest request) {
        return request.isSecure() && HostNames.isPublic(request.getServerName());
    }

    private void exceptions(ExceptionHandlingConfigurer<HttpSecurity> exceptions) {
        exceptions
                .authenticationEntryPoint((request, response, exception) ->
                        problems.write(Problem.NOT_SIGNED_IN.because("Sign in first."), request, response))
                .accessDeniedHandler((request, response, exception) -> problems.write(
                        exception instanceof CsrfException
                                ? Problem.CSRF_TOKEN_NEEDED.because("Load the page again, then repeat it.")
                                : Problem.NOT_ALLOWED.because("That is not allowed."),
                        request,
                        response));
    }
}
