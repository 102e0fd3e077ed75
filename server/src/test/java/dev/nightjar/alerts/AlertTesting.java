package dev.nightjar.alerts;

import dev.nightjar.TestCallers;
import dev.nightjar.devices.Pairing;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** People who belong to accounts, their cameras, and what they ask for. */
@TestComponent
class AlertTesting {

    private final JdbcClient jdbc;
    private final MockMvc mvc;
    private final TestCallers callers;
    private final Pairing pairing;

    AlertTesting(JdbcClient jdbc, MockMvc mvc, TestCallers callers, Pairing pairing) {
        this.jdbc = jdbc;
        this.mvc = mvc;
        this.callers = callers;
        this.pairing = pairing;
    }

    /** An owner of a new account. */
    TestCallers.SignedIn owner() {
        AccountId account = TestCallers.newAccount();
        jdbc.sql("insert into accounts (id, name, created_at) values (?, 'Home', now())")
                .param(account.value())
                .update();
        return joins(account, Role.OWNER);
    }

    /** Another person of the account. */
    TestCallers.SignedIn joins(AccountId account, Role role) {
        TestCallers.SignedIn person = callers.person(account, role);
        jdbc.sql("""
                        insert into persons (id, email, name, password_hash, operator, created_at)
                        values (?, ?, 'Ana', '', false, now())
                        """)
                .params(person.caller().person().value(), person.caller().person() + "@example.org")
                .update();
        jdbc.sql("insert into memberships (account, person, role, created_at) values (?, ?, ?, now())")
                .params(account.value(), person.caller().person().value(), role.name())
                .update();
        return person;
    }

    DeviceId camera(AccountId account, String name) {
        return pairing.pair(pairing.code(account, name).code()).device().id();
    }

    /** A request with a body of JSON. */
    ResultActions send(String method, String path, String body, TestCallers.SignedIn person) throws Exception {
        return mvc.perform(MockMvcRequestBuilders.request(HttpMethod.valueOf(method), "/api/v1" + path)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(person));
    }

    /** A question. */
    ResultActions get(String path, TestCallers.SignedIn person) throws Exception {
        return mvc.perform(MockMvcRequestBuilders.get("/api/v1" + path).with(person));
    }
}
