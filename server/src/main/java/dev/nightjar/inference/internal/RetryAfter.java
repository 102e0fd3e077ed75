package dev.nightjar.inference.internal;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** How long a server wants to be left alone: in seconds, in milliseconds (Azure), or until a date. */
final class RetryAfter {

    private static final Duration LONGEST = Duration.ofDays(1);

    private final Clock clock;

    RetryAfter(Clock clock) {
        this.clock = clock;
    }

    /** What its headers say; null when they say nothing that can be understood. */
    @Nullable
    Duration of(HttpHeaders headers) {
        String millis = headers.firstValue("retry-after-ms").orElse("");
        if (millis.matches("[0-9]{1,8}")) {
            return Duration.ofMillis(Long.parseLong(millis));
        }
        String value = headers.firstValue("Retry-After").orElse("").strip();
        if (value.matches("[0-9]{1,8}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        return value.isEmpty() ? null : until(value);
    }

    private @Nullable Duration until(String date) {
        try {
            Instant time = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
            Duration wait = Duration.between(clock.instant(), time);
            return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        } catch (DateTimeException notADate) {
            return null;
        }
    }
}
