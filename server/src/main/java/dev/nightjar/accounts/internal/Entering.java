package dev.nightjar.accounts.internal;

import dev.nightjar.accounts.Accounts;
import dev.nightjar.accounts.Me;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.SignInCookie;
import dev.nightjar.identity.SignIns;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;

/** Lets a browser carry a new sign-in. */
@Component
class Entering {

    private final Accounts accounts;
    private final SignIns signIns;

    Entering(Accounts accounts, SignIns signIns) {
        this.accounts = accounts;
        this.signIns = signIns;
    }

    /** Gives the browser the sign-in's cookie, and answers who it now is. */
    Me enter(SignIns.SignIn signIn, HttpServletRequest request, HttpServletResponse response) {
        // whoever used this browser before is no longer signed in on it
        if (Caller.of(request).orElse(null) instanceof Caller.Person before) {
            signIns.end(before.signIn());
        }
        SignInCookie.write(signIn, request, response);
        return accounts.me(signIn.caller());
    }
}
