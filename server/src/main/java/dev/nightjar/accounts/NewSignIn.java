package dev.nightjar.accounts;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Who says to be who. */
public record NewSignIn(
        @NotBlank @Email @Size(max = 254) String email,
        @NotNull @Size(max = 200) String password) {

    @Override
    public String toString() {
        return "NewSignIn";
    }
}
