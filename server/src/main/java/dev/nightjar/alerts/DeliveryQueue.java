package dev.nightjar.alerts;

import dev.nightjar.jobs.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Has alerts brought to addresses: for each alert and address one job at a time, which brings the newest version. */
@Component
class DeliveryQueue {

    private final DeliveryRows rows;
    private final Channels channels;
    private final Jobs jobs;

    /** Looked up late, since a job decides anew, and what is decided schedules jobs. */
    private final ObjectProvider<DeliveryJob> job;

    DeliveryQueue(DeliveryRows rows, Channels channels, Jobs jobs, ObjectProvider<DeliveryJob> job) {
        this.rows = rows;
        this.channels = channels;
        this.jobs = jobs;
        this.job = job;
    }

    /**
     * Brings the alert as it is to where its person is reached by these channels, and to wherever an earlier version went.
     * What was not told yet goes nowhere new when nobody wants it any more.
     */
    void bring(StoredAlert alert, Set<ChannelKind> kinds, Instant now) {
        Set<UUID> asked = new TreeSet<>();
        Duration wait = alert.dueAt() == null ? Duration.ZERO : Duration.between(now, alert.dueAt());
        if (alert.isShown() && alert.content().holds()) {
            channels.working(alert.account(), alert.person(), kinds).forEach(address -> {
                asked.add(address.id());
                want(alert, address.id(), address.channel(), wait);
            });
        }
        rows.begun(alert.account(), alert.id()).stream()
                .filter(delivery -> !asked.contains(delivery.due().address()))
                .forEach(delivery -> want(alert, delivery.due().address(), delivery.channel(), wait));
    }

    /** Tries again after a while. */
    @Transactional
    public void again(DeliveryDue due, Duration wait) {
        rows.again(due).ifPresent(next -> schedule(next, wait));
    }

    private void want(StoredAlert alert, UUID address, ChannelKind channel, Duration wait) {
        rows.want(alert, address, channel).ifPresent(due -> schedule(due, wait));
    }

    private void schedule(DeliveryDue due, Duration wait) {
        String id = "%s/%s/%d".formatted(due.alert(), due.address(), due.run());
        if (wait.isPositive()) {
            jobs.scheduleIn(job.getObject(), id, due, wait);
        } else {
            jobs.schedule(job.getObject(), id, due);
        }
    }
}
