package dev.nightjar.accounts.internal;

import dev.nightjar.accounts.ForgottenPasswords;
import dev.nightjar.accounts.Me;
import dev.nightjar.accounts.NewPassword;
import dev.nightjar.accounts.NewPasswords;
import dev.nightjar.accounts.PasswordChanges;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.NetworkAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Changing a password, and setting one that was forgotten. */
@RestController
@RequestMapping("/api/v1")
class PasswordController {

    private final PasswordChanges changes;
    private final ForgottenPasswords forgotten;
    private final NewPasswords newPasswords;
    private final Entering entering;

    PasswordController(
            PasswordChanges changes, ForgottenPasswords forgotten, NewPasswords newPasswords, Entering entering) {
        this.changes = changes;
        this.forgotten = forgotten;
        this.newPasswords = newPasswords;
        this.entering = entering;
    }

    /** The person stays signed in here, and nowhere else. */
    @PutMapping("/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(Caller.Person caller, @Valid @RequestBody NewPassword password, HttpServletRequest request) {
        changes.change(caller, password, NetworkAddress.of(request));
    }

    /** Sends a link; the answer is the same whether or not anybody has the address. */
    @PostMapping("/password-resets")
    @ResponseStatus(HttpStatus.ACCEPTED)
    LetterSent forgotPassword(@Valid @RequestBody ForgottenPassword forgot, HttpServletRequest request) {
        String origin =
                ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
        ForgottenPasswords.Asking asking =
                new ForgottenPasswords.Asking(NetworkAddress.of(request), NetworkAddress.isThisMachine(request));
        return new LetterSent(forgotten.ask(forgot.email(), origin, asking));
    }

    /** Sets a password by a link, and signs in. */
    @PostMapping("/passwords")
    @ResponseStatus(HttpStatus.CREATED)
    Me setPassword(
            @Valid @RequestBody PasswordByLink password, HttpServletRequest request, HttpServletResponse response) {
        return entering.enter(
                newPasswords.set(password.token(), password.password(), NetworkAddress.of(request)), request, response);
    }

    /** Where a letter is to be found, if anybody has the address. */
    record LetterSent(ForgottenPasswords.Delivery delivery) {}

    /** Whose password was forgotten. */
    record ForgottenPassword(
            @NotBlank @Email @Size(max = 254) String email) {

        @Override
        public String toString() {
            return "ForgottenPassword";
        }
    }

    /** @param token what the link carries */
    record PasswordByLink(
            @NotBlank @Size(max = 100) String token,
            @NotNull @Size(min = 8, max = 200) String password) {

        @Override
        public String toString() {
            return "PasswordByLink";
        }
    }
}
