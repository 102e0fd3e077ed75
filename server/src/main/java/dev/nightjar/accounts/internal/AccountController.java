package dev.nightjar.accounts.internal;

import dev.nightjar.accounts.Accounts;
import dev.nightjar.accounts.Belonging;
import dev.nightjar.accounts.DeletionOutlook;
import dev.nightjar.accounts.Farewells;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.NetworkAddress;
import dev.nightjar.identity.SignInCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A person's accounts: which there are, what they are called, and how they go. */
@RestController
@RequestMapping("/api/v1")
class AccountController {

    private final Accounts accounts;
    private final Farewells farewells;

    AccountController(Accounts accounts, Farewells farewells) {
        this.accounts = accounts;
        this.farewells = farewells;
    }

    @GetMapping("/accounts")
    AccountList accounts(Caller.Person caller) {
        return new AccountList(accounts.of(caller));
    }

    @PatchMapping("/accounts/current")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void renameAccount(Caller caller, @Valid @RequestBody AccountChange change) {
        accounts.rename(caller, change.name());
    }

    /** What goes with the person, and what stays. */
    @GetMapping("/me/deletion")
    DeletionOutlook deletionOutlook(Caller.Person caller) {
        return farewells.outlook(caller);
    }

    /** Deletes the person at once and for good, with each account of which it is the only owner. */
    @PostMapping("/me/deletion")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deletePerson(
            Caller.Person caller,
            @Valid @RequestBody Farewell farewell,
            HttpServletRequest request,
            HttpServletResponse response) {
        farewells.delete(caller, farewell.password(), NetworkAddress.of(request));
        SignInCookie.clear(request, response);
    }

    /** In the order in which the person joined them. */
    record AccountList(List<Belonging> items) {}

    /** @param name how the account is called from now on */
    record AccountChange(
            @NotBlank @Size(max = 100) @Pattern(regexp = "[^\\x00-\\x1f\\x7f]*")
            String name) {}

    /** The person's password, once more. */
    record Farewell(@NotNull @Size(max = 200) String password) {

        @Override
        public String toString() {
            return "Farewell";
        }
    }
}
