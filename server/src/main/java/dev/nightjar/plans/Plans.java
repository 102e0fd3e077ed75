package dev.nightjar.plans;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which plan an account has, and whether it allows something, before that is done. */
@Service
public class Plans {

    /** Key frames do not lie on whole seconds, so a clip may be longer than asked for by this. */
    private static final double CLIP_TOLERANCE_SECONDS = 1;

    private static final Duration HOUR = Duration.ofHours(1);

    private static final Logger log = LoggerFactory.getLogger(Plans.class);

    private final PlanCatalogue catalogue;
    private final AccountPlans accounts;
    private final HourlyRows hourly;
    private final Clock clock;

    Plans(PlanCatalogue catalogue, AccountPlans accounts, HourlyRows hourly, Clock clock) {
        this.catalogue = catalogue;
        this.accounts = accounts;
        this.hourly = hourly;
        this.clock = clock;
    }

    /** The plan of the account. Cheap: it may be asked for every request. */
    public Plan of(AccountId account) {
        return catalogue.orStandard(accounts.of(account).plan());
    }

    /** The plans there are. */
    public List<Plan> offered() {
        return catalogue.all();
    }

    /** Where the account's days and months turn; UTC while nobody said. */
    public ZoneId zone(AccountId account) {
        return accounts.of(account).zone();
    }

    /**
     * Gives the account another plan, from now on. Must not be called within a transaction. Throws {@link
     * Problem#NOT_FOUND} when there is no such plan.
     */
    @Transactional(propagation = Propagation.NEVER)
    public void change(AccountId account, String name) {
        Plan plan = catalogue
                .find(name)
                .orElseThrow(() -> Problem.NOT_FOUND.because(
                        "There is no plan '%s'. There are: %s.",
                        name, offered().stream().map(Plan::name).sorted().collect(Collectors.joining(", "))));
        accounts.setPlan(account, plan.name());
        log.atInfo()
                .addKeyValue("account", account)
                .addKeyValue("plan", plan.name())
                .log("Plan changed");
    }

    /**
     * Says by which clock the account's months turn. Must not be called within a transaction. Throws {@link
     * Problem#INVALID} when there is no such time zone.
     *
     * @param name of the time zone database, such as {@code Europe/Berlin}
     */
    @Transactional(propagation = Propagation.NEVER)
    public void changeTimeZone(AccountId account, String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw Problem.INVALID
                    .because("There is no such time zone. Its name is like Europe/Berlin.")
                    .withField("timeZone");
        }
        accounts.setTimeZone(account, ZoneId.of(name));
        log.atInfo().addKeyValue("account", account).addKeyValue("zone", name).log("Time zone changed");
    }

    /** Throws {@link Problem#CLIP_TOO_LONG} when the plan does not take a clip of that length. */
    public void checkClip(AccountId account, double durationSeconds) {
        int longest = of(account).limits().longestClipSeconds();
        if (durationSeconds > longest + CLIP_TOLERANCE_SECONDS) {
            throw Problem.CLIP_TOO_LONG
                    .because("The clip lasts %.1f s; the plan takes %d s at most.", durationSeconds, longest)
                    .withLimit(longest);
        }
    }

    /** Throws {@link Problem#TOO_MANY_CAMERAS} when no camera may be added to those that the account has. */
    public void checkCameras(AccountId account, int present) {
        int limit = of(account).limits().cameras();
        if (present >= limit) {
            throw Problem.TOO_MANY_CAMERAS
                    .because("The plan has room for %d cameras, and all are in use. Remove one to add another.", limit)
                    .withLimit(limit);
        }
    }

    /**
     * Counts the upload of an event's clip, once however often it is called for the event. Throws {@link
     * Problem#TOO_MANY_UPLOADS}, with the time of the next possible upload, when the plan's uploads are used up.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeUpload(AccountId account, EventId event) {
        Integer limit = of(account).limits().uploadsPerHour();
        take(account, event, HourlyRows.Kind.UPLOAD, limit, Problem.TOO_MANY_UPLOADS, "clips");
    }

    /**
     * Counts the preview of an event, once however often it is called for the event. Throws {@link
     * Problem#TOO_MANY_PREVIEWS}, with the time of the next possible preview, when the plan's previews are used up.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void takePreview(AccountId account, EventId event) {
        Integer limit = of(account).limits().previewsPerHour();
        take(account, event, HourlyRows.Kind.PREVIEW, limit, Problem.TOO_MANY_PREVIEWS, "previews");
    }

    /**
     * Counts an event that is announced without a clip, once however often it is called for the event; the plan takes
     * as many of them as previews. Throws {@link Problem#TOO_MANY_EVENTS}, with the time of the next possible one.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeAnnouncement(AccountId account, EventId event) {
        Integer limit = of(account).limits().previewsPerHour();
        take(account, event, HourlyRows.Kind.ANNOUNCEMENT, limit, Problem.TOO_MANY_EVENTS, "events without a clip");
    }

    private void take(
            AccountId account,
            EventId event,
            HourlyRows.Kind kind,
            @Nullable Integer limit,
            Problem problem,
            String what) {
        if (limit == null) {
            return;
        }
        Instant now = Instant.ofEpochMilli(clock.millis());
        hourly.lock(account, kind);
        hourly.forgetBefore(account, kind, now.minus(HOUR));
        HourlyRows.Used used = hourly.used(account, kind, event);
        if (used.counted()) {
            return;
        }
        Instant oldest = used.oldest();
        if (used.number() >= limit && oldest != null) {
            Instant endsAt = oldest.plus(HOUR);
            throw problem.because("The plan takes %d %s an hour. The next can be sent at %s.", limit, what, endsAt)
                    .withLimit(limit)
                    .withEnd(endsAt, Duration.between(now, endsAt));
        }
        hourly.add(account, kind, event, now);
    }
}
