package dev.nightjar.jobs;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds jobs at the start that a crash cut off. The program's own database is used by nobody else, so what runs by its
 * row has ended; with a database that others use too, only missed heartbeats tell.
 */
@Component
@Lazy(false)
class LostJobs implements InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(LostJobs.class);

    private final JdbcClient jdbc;
    private final Environment environment;

    LostJobs(JdbcClient jdbc, Environment environment) {
        this.jdbc = jdbc;
        this.environment = environment;
    }

    @Override
    public void afterPropertiesSet() {
        if (environment.containsProperty("nightjar.database.url")) {
            return;
        }
        int lost = jdbc.sql("update scheduled_tasks set last_heartbeat = to_timestamp(0) where picked")
                .update();
        if (lost > 0) {
            log.atWarn().addKeyValue("jobs", lost).log("Jobs were cut off and are tried again");
        }
    }
}
