package dev.nightjar.devices;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a camera is, as far as it can tell; what it cannot tell is absent.
 *
 * @param framesPerSecond how many pictures the camera gives
 * @param lastPacketSeconds how long ago the last recorded packet came
 * @param hidden whether the page is in the background, where browsers slow it down
 * @param muted whether the camera gives no picture
 * @param batteryLevel 0 to 1
 * @param storageUsedBytes what the browser's storage holds of ours
 * @param storageQuotaBytes what the browser gives at most
 * @param storagePersistent whether the browser promised not to clear it
 * @param queueLength how many events wait to be sent
 * @param screenKept whether the screen is kept on
 * @param source what makes the packets
 * @param width of the picture in pixels
 * @param height of the picture in pixels
 * @param keyFrameSeconds the measured distance between key frames
 * @param appVersion the version of the app that runs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Health(
        @Nullable @PositiveOrZero @DecimalMax("1000") Double framesPerSecond,
        @Nullable @PositiveOrZero @DecimalMax("10000000") Double lastPacketSeconds,
        @Nullable Boolean hidden,
        @Nullable Boolean muted,
        @Nullable @PositiveOrZero @DecimalMax("1") Double batteryLevel,
        @Nullable Boolean charging,
        @Nullable @PositiveOrZero Long storageUsedBytes,
        @Nullable @PositiveOrZero Long storageQuotaBytes,
        @Nullable Boolean storagePersistent,
        @Nullable @PositiveOrZero Integer queueLength,
        @Nullable Boolean screenKept,
        @Nullable Source source,
        @Nullable @PositiveOrZero @Max(10_000) Integer width,
        @Nullable @PositiveOrZero @Max(10_000) Integer height,
        @Nullable @PositiveOrZero @DecimalMax("10000000") Double keyFrameSeconds,
        @Nullable @Pattern(regexp = "[0-9A-Za-z.+_-]{1,40}") String appVersion) {

    /** What makes the packets of a recording. */
    public enum Source {
        /** The browser's recorder. */
        @JsonProperty("recorder")
        RECORDER,
        /** The browser's single encoders. */
        @JsonProperty("codecs")
        CODECS
    }

    /** Whether people should hear at once of the difference; numbers that drift are told when somebody asks. */
    static boolean differs(@Nullable Health before, @Nullable Health now) {
        if (before == null || now == null) {
            return before != now;
        }
        return !Objects.equals(before.hidden, now.hidden)
                || !Objects.equals(before.muted, now.muted)
                || !Objects.equals(before.charging, now.charging)
                || !Objects.equals(before.screenKept, now.screenKept);
    }
}
