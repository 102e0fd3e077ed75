package dev.nightjar.accounts;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may sign up, and how often a password may be guessed.
 *
 * @param open whether anyone may sign up; otherwise only the first person, and then who is invited
 * @param invitationLifetime how long an invitation can be used
 * @param passwordTries wrong passwords for one address of a person, from one network address, within the window
 * @param passwordWindow counted from the first try
 * @param hashing how many passwords are hashed at the same time; each takes 19 MiB of the heap
 */
@Validated
@ConfigurationProperties(prefix = "nightjar.accounts", ignoreUnknownFields = false)
record AccountSettings(
        @DefaultValue("false") boolean open,
        @DefaultValue("7d") Duration invitationLifetime,
        @DefaultValue("5") @Min(1) int passwordTries,
        @DefaultValue("15m") Duration passwordWindow,
        @DefaultValue("2") @Min(1) @Max(64) int hashing) {}
