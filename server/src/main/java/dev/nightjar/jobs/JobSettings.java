package dev.nightjar.jobs;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How jobs are run.
 *
 * @param run whether this process runs jobs at all; otherwise they wait until another one does
 * @param threads how many run at the same time, in each lane
 * @param heartbeat how often a running job says that it lives
 * @param missedHeartbeats after so many the job is taken for lost, and counts as one failed try
 * @param poll how often retries and jobs of other nodes are looked for; own new jobs start at once
 * @param drain how long running jobs may go on when the program stops
 */
@Validated
@ConfigurationProperties(prefix = "nightjar.jobs", ignoreUnknownFields = false)
record JobSettings(
        @DefaultValue("true") boolean run,
        @DefaultValue("3") @Min(1) @Max(64) int threads,
        @DefaultValue("3s") Duration heartbeat,
        @DefaultValue("4") @Min(4) int missedHeartbeats,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("10s") Duration drain) {}
