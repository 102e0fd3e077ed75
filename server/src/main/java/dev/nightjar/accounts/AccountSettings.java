package dev.nightjar.accounts;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may sign up, how often a password may be guessed, and whose letters are sent.
 *
 * @param open whether anyone may sign up; otherwise only the first person, and then who is invited
 * @param invitationLifetime how long an invitation can be used
 * @param passwordTries wrong passwords for one address of a person, from one network address, within the window
 * @param passwordWindow counted from the first try
 * @param hashing how many passwords are hashed at the same time; each takes 19 MiB of the heap
 * @param mail letters to people
 * @param operator the e-mail address of the person who is told when a part of the server does not work; without it, who signed up
 *     first
 */
@Validated
@ConfigurationProperties(prefix = "nightjar.accounts", ignoreUnknownFields = false)
record AccountSettings(
        @DefaultValue("false") boolean open,
        @DefaultValue("7d") Duration invitationLifetime,
        @DefaultValue("5") @Min(1) int passwordTries,
        @DefaultValue("15m") Duration passwordWindow,
        @DefaultValue("2") @Min(1) @Max(64) int hashing,
        @DefaultValue OutgoingMail mail,
        @Nullable String operator) {

    /**
     * Letters to people. The mail server is that of {@code spring.mail}.
     *
     * @param from the e-mail address that letters come from; needed with a mail server
     * @param required whether the program starts only with a mail server; without one, links that set a new password
     *     appear on the console
     */
    record OutgoingMail(
            @Nullable String from, @DefaultValue("false") boolean required) {}
}
