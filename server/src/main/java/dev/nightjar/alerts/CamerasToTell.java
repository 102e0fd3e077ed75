package dev.nightjar.alerts;

import dev.nightjar.devices.DeviceRecovered;
import dev.nightjar.devices.DeviceTroubled;
import dev.nightjar.devices.Trouble;
import dev.nightjar.jobs.Jobs;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Has it decided who is told that a camera is in trouble, or is no longer, by a job of the same transaction. */
@Component
class CamerasToTell {

    private final Jobs jobs;
    private final TroubleAlertsJob job;

    CamerasToTell(Jobs jobs, TroubleAlertsJob job) {
        this.jobs = jobs;
        this.job = job;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void troubled(DeviceTroubled troubled) {
        Trouble trouble = troubled.trouble();
        String why = trouble.reason() == null ? AlertRowMapper.text(trouble.kind()) : trouble.reason();
        jobs.schedule(job, TroubleToTell.subject(trouble) + "/" + why, new TroubleToTell(trouble, 0, null));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void recovered(DeviceRecovered recovered) {
        Trouble trouble = recovered.trouble();
        jobs.schedule(job, TroubleToTell.subject(trouble) + "/over", new TroubleToTell(trouble, 0, recovered));
    }
}
