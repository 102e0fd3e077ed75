package dev.nightjar.accounts;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a new person tells.
 *
 * @param name how the person is called; the e-mail address says it where this is absent
 * @param invitation the code of an invitation, where one is needed
 */
public record NewPerson(
        @NotBlank @Email @Size(max = 254) String email,
        @NotNull @Size(min = 8, max = 200) String password,

        @Nullable @Size(max = 100) @Pattern(regexp = ONE_LINE)
        String name,

        @Nullable @Size(max = 100) String invitation) {

    private static final String ONE_LINE = "[^\\x00-\\x1f\\x7f]*";

    @Override
    public String toString() {
        return "NewPerson";
    }
}
