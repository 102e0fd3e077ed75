package dev.nightjar.devices;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the picture in which movement does not count: a polygon.
 *
 * @param name what its owner calls it
 * @param points its corners in order; the last is joined to the first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IgnoredArea(
        @Nullable @Size(max = 40) @Pattern(regexp = "[^\\x00-\\x1f\\x7f]*")
        String name,

        @NotNull @Size(min = 3, max = 32) List<@NotNull @Valid MaskPoint> points) {}
