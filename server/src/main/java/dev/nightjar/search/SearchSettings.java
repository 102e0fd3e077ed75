package dev.nightjar.search;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How events are found again.
 *
 * @param cache how much memory, outside of the heap, may hold what findings mean; 450 bytes for each event. What was
 *     not searched for longest makes room
 * @param model the sentence model among the program's resources; where there is none of that name, events are found by
 *     their words alone
 */
@Validated
@ConfigurationProperties(prefix = "nightjar.search", ignoreUnknownFields = false)
record SearchSettings(
        @DefaultValue("96MB") DataSize cache,
        @DefaultValue("/all-minilm-l6-v2-q.onnx") @NotBlank String model) {}
