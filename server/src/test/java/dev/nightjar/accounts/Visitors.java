package dev.nightjar.accounts;

import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.uuid.Generators;
import com.jayway.jsonpath.JsonPath;
import jakarta.servlet.http.Cookie;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import tools.jackson.databind.json.JsonMapper;

/** People at their browsers: each is known by the cookie that signing in gave. */
@TestComponent
class Visitors {

    static final String PASSWORD = "a long enough password";

    private static final String CSRF_TOKEN = "5d1f6f0e-0000-4000-8000-000000000001";

    private final MockMvc mvc;
    private final JsonMapper json;
    private final JdbcClient jdbc;

    Visitors(MockMvc mvc, JsonMapper json, JdbcClient jdbc) {
        this.mvc = mvc;
        this.json = json;
        this.jdbc = jdbc;
    }

    /** Nobody has signed up or guessed anything. */
    void none() {
        jdbc.sql("truncate persons, accounts, memberships, invitations, sign_ins, tries cascade")
                .update();
    }

    /** The first person, who owns an account. */
    Cookie first(String email) throws Exception {
        return cookie(send("POST", "/people", Map.of("email", email, "password", PASSWORD), null)
                .andExpect(status().isCreated()));
    }

    /** Another person, who joins the account of the owner. */
    Cookie joins(Cookie owner, String email, String role) throws Exception {
        Map<String, String> body = Map.of("email", email, "password", PASSWORD, "invitation", invite(owner, role));
        return cookie(send("POST", "/people", body, null).andExpect(status().isCreated()));
    }

    /** Somebody with an account of their own besides, as where anyone may sign up. */
    Cookie ownsAnother(Cookie person, String name) throws Exception {
        UUID account = Generators.timeBasedEpochGenerator().generate();
        jdbc.sql("insert into accounts (id, name, created_at) values (?, ?, now())")
                .params(account, name)
                .update();
        jdbc.sql("insert into memberships (account, person, role, created_at) values (?, ?, 'OWNER', now())")
                .params(account, UUID.fromString(me(person, "$.person.id")))
                .update();
        return cookie(send("PUT", "/sign-ins/current", Map.of("accountId", account.toString()), person)
                .andExpect(status().isOk()));
    }

    String invite(Cookie owner, String role) throws Exception {
        ResultActions answer =
                send("POST", "/invitations", Map.of("role", role), owner).andExpect(status().isCreated());
        return read(answer, "$.code");
    }

    ResultActions signIn(String email, String password) throws Exception {
        return send("POST", "/sign-ins", Map.of("email", email, "password", password), null);
    }

    /** The status of what a browser is told of itself: 401 when its sign-in has ended. */
    int me(Cookie cookie) throws Exception {
        return send("GET", "/me", Map.of(), cookie).andReturn().getResponse().getStatus();
    }

    String me(Cookie cookie, String path) throws Exception {
        return read(send("GET", "/me", Map.of(), cookie).andExpect(status().isOk()), path);
    }

    ResultActions send(String method, String path, Map<String, ?> body, @Nullable Cookie cookie) throws Exception {
        return mvc.perform(request(method, path, body, cookie));
    }

    ResultActions sendFrom(String address, String method, String path, Map<String, ?> body) throws Exception {
        return mvc.perform(request(method, path, body, null).remoteAddress(address));
    }

    MockHttpServletRequestBuilder request(String method, String path, Map<String, ?> body, @Nullable Cookie cookie) {
        MockHttpServletRequestBuilder request = MockMvcRequestBuilders.request(
                        HttpMethod.valueOf(method), "/api/v1" + path)
                .contentType(MediaType.APPLICATION_JSON)
                .content(json.writeValueAsString(body));
        return cookie == null
                ? request
                : request.cookie(cookie, new Cookie("XSRF-TOKEN", CSRF_TOKEN)).header("X-XSRF-TOKEN", CSRF_TOKEN);
    }

    static Cookie cookie(ResultActions answer) {
        return Objects.requireNonNull(answer.andReturn().getResponse().getCookie("nightjar"), "no cookie was given");
    }

    static String read(ResultActions answer, String path) throws Exception {
        return JsonPath.read(answer.andReturn().getResponse().getContentAsString(), path)
                .toString();
    }
}
