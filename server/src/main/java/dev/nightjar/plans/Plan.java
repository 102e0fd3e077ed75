package dev.nightjar.plans;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** The plan of an account: its name and what it allows. */
public record Plan(String name, @JsonUnwrapped PlanLimits limits) {}
