package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.json.JsonMapper;

/** What is in the database of an earlier release is there in this one. */
class MigrationTest {

    private static final String ACCOUNT = "0190a000-0000-7000-8000-000000000001";
    private static final String DEVICE = "0190d000-0000-7000-8000-000000000001";
    private static final String SESSION = "01905000-0000-7000-8000-000000000001";
    private static final String EVENT = "0190e000-0000-7000-8000-000000000001";

    private final DriverManagerDataSource database =
            new DriverManagerDataSource(TestDatabase.create().url(), "postgres", "");
    private final JdbcClient jdbc = JdbcClient.create(database);

    @Test
    void theSettingsOfCamerasAndSessionsAreKeptAndMadeWhole() {
        migrate("8");
        jdbc.sql("""
                        insert into devices (id, account, name, paired_at, settings_version, pre_seconds, post_seconds,
                            cooldown_seconds, sensitivity)
                        values ('%s', '%s', 'Kitchen', now(), 7, 12, 9, 45, 'HIGH')
                        """.formatted(DEVICE, ACCOUNT)).update();
        jdbc.sql("""
                        insert into sessions (account, id, device, started_at, settings)
                        values ('%s', '%s', '%s', now(), '{"version": 3, "preSeconds": 6, "postSeconds": 9,
                            "cooldownSeconds": 45, "sensitivity": "low"}')
                        """.formatted(ACCOUNT, SESSION, DEVICE)).update();

        migrate("latest");

        String added = """
                "extension":true,"motion":{},"sound":{"on":false,"leastDb":-65},"mask":[],
                "camera":{"facing":"environment","height":720,"frameRate":24,"microphone":true},
                "instructions":[]}""";
        assertJson(jdbc.sql("select settings from devices").query(String.class).single(), """
                {"version":7,"preSeconds":12,"postSeconds":9,"cooldownSeconds":45,"sensitivity":"high",
                """ + added);
        assertJson(jdbc.sql("select settings from sessions").query(String.class).single(), """
                {"version":3,"preSeconds":6,"postSeconds":9,"cooldownSeconds":45,"sensitivity":"low",
                """ + added);
        assertThat(jdbc.sql("select settings_version from devices")
                        .query(Integer.class)
                        .single())
                .isEqualTo(7);
    }

    @Test
    void whatPeopleSaidOfEventsStaysSaid() {
        migrate("40");
        jdbc.sql("""
                        insert into events (account, id, device, session, state, happened_at, trigger, analysis,
                            announced_at, moved_at, feedback)
                        values ('%s', '%s', '%s', '%s', 'done', now(), '{}', 'none', now(), now(), 'falseAlarm')
                        """.formatted(ACCOUNT, EVENT, DEVICE, SESSION)).update();

        migrate("latest");

        assertJson(jdbc.sql("select feedback from events").query(String.class).single(), """
                {"thumb":"down","reason":"falseAlarm"}""");
    }

    @Test
    void theUploadsOfTheLastHourStillCount() {
        migrate("8");
        jdbc.sql("insert into uploads (account, event, counted_at) values ('%s', '%s', now())"
                        .formatted(ACCOUNT, EVENT))
                .update();

        migrate("latest");

        assertThat(jdbc.sql("select kind || ' ' || event from hourly_uses")
                        .query(String.class)
                        .list())
                .containsExactly("UPLOAD " + EVENT);
    }

    @Test
    void changesOfBeforeAreKnownToBelongToTheirCameras() {
        migrate("96");
        jdbc.sql("""
                        insert into events (account, id, device, session, state, happened_at, trigger, analysis,
                            announced_at, moved_at)
                        values ('%s', '%s', '%s', '%s', 'done', now(), '{}', 'none', now(), now())
                        """.formatted(ACCOUNT, EVENT, DEVICE, SESSION)).update();
        jdbc.sql(
                        "insert into sessions (account, id, device, started_at, settings) values ('%s', '%s', '%s', now(), '{}')"
                                .formatted(ACCOUNT, SESSION, DEVICE))
                .update();
        jdbc.sql("""
                        insert into changes (account, n, kind, id)
                        values ('%1$s', 1, 'EVENT', '%2$s'), ('%1$s', 2, 'SESSION', '%4$s'), ('%1$s', 3, 'DEVICE', '%3$s')
                        """.formatted(ACCOUNT, EVENT, DEVICE, SESSION)).update();

        migrate("latest");

        assertThat(jdbc.sql("select concat_ws(' ', n, device, session) from changes order by n")
                        .query(String.class)
                        .list())
                .containsExactly("1 " + DEVICE + " " + SESSION, "2 " + DEVICE + " " + SESSION, "3 " + DEVICE);
    }

    private void migrate(String version) {
        Flyway.configure().dataSource(database).target(version).load().migrate();
    }

    private static void assertJson(String actual, String expected) {
        JsonMapper json = JsonMapper.builder().build();
        assertThat(json.readTree(actual)).isEqualTo(json.readTree(expected));
    }
}
