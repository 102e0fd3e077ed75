package dev.nightjar.plans;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The plans there are.
 *
 * @param standard the name of the plan that every account has
 * @param offered the plans by name
 */
@Validated
@ConfigurationProperties(prefix = "nightjar.plans", ignoreUnknownFields = false)
record PlansSettings(@NotBlank String standard, @NotEmpty Map<String, @Valid PlanLimits> offered) {}
