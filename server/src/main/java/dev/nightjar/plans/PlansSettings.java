package dev.nightjar.plans;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The plans there are.
 *
 * @param standard the name of the plan that an account has unless the operator gave it another
 * @param offered the plans by name
 * @param next which plan is the next larger one, by name; the screen for usage says what it would give
 * @param ledgerKept how long entries of the credit ledger and the sums of its days are kept; sums of months stay
 */
@Validated
@ConfigurationProperties(prefix = "nightjar.plans", ignoreUnknownFields = false)
record PlansSettings(
        @NotBlank String standard,
        @NotEmpty Map<String, @Valid PlanLimits> offered,
        @NotNull @DefaultValue Map<String, @NotBlank String> next,
        @NotNull @DefaultValue("400d") Duration ledgerKept) {}
