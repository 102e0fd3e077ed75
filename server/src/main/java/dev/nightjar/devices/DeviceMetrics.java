package dev.nightjar.devices;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * How many cameras see, are blind, or fell silent, and which troubles people were told of, as stored. All nodes see the same table: take the highest, not the
 * sum.
 */
@Component
class DeviceMetrics {

    private static final int EVERY_MILLISECONDS = 60_000;

    private final JdbcClient jdbc;
    private final DevicesSettings settings;
    private final Clock clock;
    private final MultiGauge cameras;
    private final MultiGauge troubles;

    DeviceMetrics(JdbcClient jdbc, DevicesSettings settings, Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
        this.cameras = MultiGauge.builder("nightjar.cameras")
                .description("paired cameras by what they last said")
                .register(meters);
        this.troubles = MultiGauge.builder("nightjar.cameras.troubled")
                .description("troubles of cameras that last and were told")
                .register(meters);
    }

    @Scheduled(fixedDelay = EVERY_MILLISECONDS)
    void measure() {
        measureStates();
        measureTroubles();
    }

    private void measureStates() {
        Map<String, Integer> counts = new TreeMap<>();
        for (DeviceState state : DeviceState.values()) {
            counts.put(state.name().toLowerCase(Locale.ROOT), 0);
        }
        Instant fresh =
                Instant.ofEpochMilli(clock.millis()).minus(Presence.FRESH).minus(settings.presenceEvery());
        jdbc.sql("""
                        select case when last_state in ('watching', 'blind') and last_seen_at < :fresh then 'silent'
                            else coalesce(last_state, 'stopped') end as state, count(*)
                        from devices where revoked_at is null group by 1
                        """).param("fresh", Timestamp.from(fresh)).query(row -> {
            counts.put(row.getString(1), row.getInt(2));
        });
        show(cameras, "state", counts);
    }

    private void measureTroubles() {
        Map<String, Integer> counts = new TreeMap<>();
        for (Trouble.Kind kind : Trouble.Kind.values()) {
            counts.put(kind.name().toLowerCase(Locale.ROOT), 0);
        }
        jdbc.sql("select kind, count(*) from device_troubles where told group by kind")
                .query(row -> {
                    counts.put(row.getString(1), row.getInt(2));
                });
        show(troubles, "kind", counts);
    }

    private static void show(MultiGauge gauge, String tag, Map<String, Integer> counts) {
        gauge.register(
                counts.entrySet().stream()
                        .<MultiGauge.Row<?>>map(one -> MultiGauge.Row.of(Tags.of(tag, one.getKey()), one.getValue()))
                        .toList(),
                true);
    }
}
