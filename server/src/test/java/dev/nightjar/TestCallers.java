package dev.nightjar;

import com.fasterxml.uuid.Generators;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.DeviceTokens;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.SignIns;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.PersonId;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * People and phones with real sign-ins and tokens, each in a new account unless one is given. Import it into a test;
 * {@code mvc.perform(get("/api/v1/events").with(callers.owner()))}.
 */
@TestComponent
public class TestCallers {

    private final SignIns signIns;
    private final DeviceTokens tokens;
    private final Path operatorToken;

    TestCallers(SignIns signIns, DeviceTokens tokens, @Value("${nightjar.operator.file}") Path operatorToken) {
        this.signIns = signIns;
        this.tokens = tokens;
        this.operatorToken = operatorToken;
    }

    /** The operator, who shows the token of the data folder. */
    public RequestPostProcessor operator() {
        return request -> {
            try {
                request.addHeader(
                        HttpHeaders.AUTHORIZATION,
                        "Bearer " + Files.readString(operatorToken).strip());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return request;
        };
    }

    /** An owner of a new account. */
    public SignedIn owner() {
        return person(newAccount(), Role.OWNER);
    }

    /** A person who signed in. */
    public SignedIn person(AccountId account, Role role) {
        return new SignedIn(signIns.start(new PersonId(newId()), account, role, false));
    }

    /** A new phone of the account, paired. The devices module itself knows nothing of it. */
    public Paired device(AccountId account) {
        return device(account, new DeviceId(newId()));
    }

    /** A phone with the given id. */
    public Paired device(AccountId account, DeviceId device) {
        return new Paired(device, account, tokens.issue(device, account));
    }

    public static AccountId newAccount() {
        return new AccountId(newId());
    }

    /** A new UUIDv7. */
    public static UUID newId() {
        return Generators.timeBasedEpochGenerator().generate();
    }

    /** A person's browser: it sends its cookie, and the header against forged requests. */
    public record SignedIn(SignIns.SignIn signIn) implements RequestPostProcessor {

        private static final String CSRF_TOKEN = "f2b9a1f0-6c0e-4c3c-9d0b-2f4a3c1d5e6f";

        public Caller.Person caller() {
            return signIn.caller();
        }

        public AccountId account() {
            return caller().account();
        }

        @Override
        public MockHttpServletRequest postProcessRequest(MockHttpServletRequest request) {
            request.setCookies(new Cookie("nightjar", signIn.token()), new Cookie("XSRF-TOKEN", CSRF_TOKEN));
            request.addHeader("X-XSRF-TOKEN", CSRF_TOKEN);
            return request;
        }
    }

    /** A paired phone: it sends its token. */
    public record Paired(DeviceId device, AccountId account, String token) implements RequestPostProcessor {

        @Override
        public MockHttpServletRequest postProcessRequest(MockHttpServletRequest request) {
            request.addHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token);
            return request;
        }
    }
}
