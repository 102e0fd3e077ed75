package dev.nightjar.accounts.internal;

import dev.nightjar.accounts.Accounts;
import dev.nightjar.accounts.Entrance;
import dev.nightjar.accounts.Me;
import dev.nightjar.accounts.NewPerson;
import dev.nightjar.accounts.NewSignIn;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.NetworkAddress;
import dev.nightjar.identity.SignInCookie;
import dev.nightjar.identity.SignIns;
import dev.nightjar.identity.ids.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing up, signing in, going to another account, and signing out. */
@RestController
@RequestMapping("/api/v1")
class PeopleController {

    private final Entrance entrance;
    private final Entering entering;
    private final Accounts accounts;
    private final SignIns signIns;

    PeopleController(Entrance entrance, Entering entering, Accounts accounts, SignIns signIns) {
        this.entrance = entrance;
        this.entering = entering;
        this.accounts = accounts;
        this.signIns = signIns;
    }

    @PostMapping("/people")
    @ResponseStatus(HttpStatus.CREATED)
    Me signUp(@Valid @RequestBody NewPerson signUp, HttpServletRequest request, HttpServletResponse response) {
        return entering.enter(entrance.signUp(signUp, NetworkAddress.of(request)), request, response);
    }

    @PostMapping("/sign-ins")
    @ResponseStatus(HttpStatus.CREATED)
    Me signIn(@Valid @RequestBody NewSignIn signIn, HttpServletRequest request, HttpServletResponse response) {
        return entering.enter(entrance.signIn(signIn, NetworkAddress.of(request)), request, response);
    }

    /** Goes to another account of the person. */
    @PutMapping("/sign-ins/current")
    Me goTo(
            Caller.Person caller,
            @Valid @RequestBody Destination destination,
            HttpServletRequest request,
            HttpServletResponse response) {
        return entering.enter(entrance.goTo(caller, destination.accountId()), request, response);
    }

    @DeleteMapping("/sign-ins/current")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(Caller.Person caller, HttpServletRequest request, HttpServletResponse response) {
        signIns.end(caller.signIn());
        SignInCookie.clear(request, response);
    }

    /** Signs the person out everywhere, here too. */
    @DeleteMapping("/sign-ins")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOutEverywhere(Caller.Person caller, HttpServletRequest request, HttpServletResponse response) {
        signIns.endAll(caller.person());
        SignInCookie.clear(request, response);
    }

    @GetMapping("/me")
    Me me(Caller caller) {
        return accounts.me(caller);
    }

    /** Where to go. */
    record Destination(@NotNull AccountId accountId) {}
}
