package dev.nightjar.accounts;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * A password in place of another.
 *
 * @param present the one that holds until now
 */
public record NewPassword(
        @NotNull @Size(max = 200) String present,
        @NotNull @Size(min = 8, max = 200) String password) {

    @Override
    public String toString() {
        return "NewPassword";
    }
}
