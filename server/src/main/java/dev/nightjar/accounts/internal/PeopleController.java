package dev.nightjar.accounts.internal;

import dev.nightjar.accounts.Accounts;
import dev.nightjar.accounts.Entrance;
import dev.nightjar.accounts.Invitation;
import dev.nightjar.accounts.Invitations;
import dev.nightjar.accounts.Me;
import dev.nightjar.accounts.NewPerson;
import dev.nightjar.accounts.NewSignIn;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.NetworkAddress;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.SignInCookie;
import dev.nightjar.identity.SignIns;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing up, signing in and out, inviting others. */
@RestController
@RequestMapping("/api/v1")
class PeopleController {

    private final Entrance entrance;
    private final Accounts accounts;
    private final Invitations invitations;
    private final SignIns signIns;

    PeopleController(Entrance entrance, Accounts accounts, Invitations invitations, SignIns signIns) {
        this.entrance = entrance;
        this.accounts = accounts;
        this.invitations = invitations;
        this.signIns = signIns;
    }

    @PostMapping("/people")
    @ResponseStatus(HttpStatus.CREATED)
    Me signUp(@Valid @RequestBody NewPerson signUp, HttpServletRequest request, HttpServletResponse response) {
        return enter(entrance.signUp(signUp, NetworkAddress.of(request)), request, response);
    }

    @PostMapping("/sign-ins")
    @ResponseStatus(HttpStatus.CREATED)
    Me signIn(@Valid @RequestBody NewSignIn signIn, HttpServletRequest request, HttpServletResponse response) {
        return enter(entrance.signIn(signIn, NetworkAddress.of(request)), request, response);
    }

    @DeleteMapping("/sign-ins/current")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(Caller.Person caller, HttpServletRequest request, HttpServletResponse response) {
        signIns.end(caller.signIn());
        SignInCookie.clear(request, response);
    }

    @GetMapping("/me")
    Me me(Caller caller) {
        return accounts.me(caller);
    }

    @PostMapping("/invitations")
    @ResponseStatus(HttpStatus.CREATED)
    Invitation invite(Caller caller, @Valid @RequestBody NewInvitation invitation) {
        return invitations.invite(caller, invitation.role());
    }

    private Me enter(SignIns.SignIn signIn, HttpServletRequest request, HttpServletResponse response) {
        // whoever used this browser before is no longer signed in on it
        if (Caller.of(request).orElse(null) instanceof Caller.Person before) {
            signIns.end(before.signIn());
        }
        SignInCookie.write(signIn, request, response);
        return accounts.me(signIn.caller());
    }

    /** Whom to invite. */
    record NewInvitation(@NotNull Role role) {}
}
