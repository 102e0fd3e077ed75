package dev.nightjar.accounts;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Who says to be who.
 *
 * @param invitation the code of an invitation that is used with it, if there is one
 */
public record NewSignIn(
        @NotBlank @Email @Size(max = 254) String email,
        @NotNull @Size(max = 200) String password,
        @Nullable @Size(max = 100) String invitation) {

    @Override
    public String toString() {
        return "NewSignIn";
    }
}
