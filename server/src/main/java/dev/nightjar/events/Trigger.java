package dev.nightjar.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a camera made an event.
 *
 * @param score how strongly it triggered; larger is stronger
 * @param changedShare the share of the picture that changed, 0 to 1
 * @param levelDb the sound level, in decibels relative to full scale
 * @param riseDb how far above the usual the sound was, in decibels
 * @param cells the cells of the camera's grid that changed, row by row
 * @param doubt whether the camera was not sure
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Trigger(
        @NotNull Type type,
        @NotNull @PositiveOrZero @DecimalMax("1000000") Double score,
        @Nullable @PositiveOrZero @DecimalMax("1") Double changedShare,
        @Nullable @DecimalMin("-1000") @DecimalMax("1000") Double levelDb,
        @Nullable @DecimalMin("-1000") @DecimalMax("1000") Double riseDb,
        @Nullable @Size(max = 4096) List<@NotNull Integer> cells,
        boolean doubt) {

    /** What the camera noticed. */
    public enum Type {
        /** Something moved. */
        @JsonProperty("motion")
        MOTION,
        /** Something was heard. */
        @JsonProperty("sound")
        SOUND,
        /** Something moved and was heard. */
        @JsonProperty("both")
        BOTH;

        /** As it stands in JSON. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
