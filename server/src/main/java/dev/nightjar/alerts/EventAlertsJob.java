package dev.nightjar.alerts;

import dev.nightjar.jobs.Job;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Decides who is told what of an event, as it is when the job runs. */
@Component
class EventAlertsJob implements Job<EventToTell> {

    /** Of the jobs that decide what people are told. */
    static final String LANE = "alerts";

    private final EventAlerts alerts;

    EventAlertsJob(EventAlerts alerts) {
        this.alerts = alerts;
    }

    @Override
    public String name() {
        return "event-alerts";
    }

    /** What is to be told must not wait until clips are analysed. */
    @Override
    public String lane() {
        return LANE;
    }

    @Override
    public Class<EventToTell> payload() {
        return EventToTell.class;
    }

    @Override
    public Map<String, String> about(EventToTell due) {
        return Map.of("event", due.event().toString());
    }

    @Override
    public void run(EventToTell due) {
        alerts.decide(due.account(), due.event());
    }
}
