package dev.nightjar.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.endsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.AtOnce;
import dev.nightjar.TestCallers;
import dev.nightjar.TestClock;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.problem.Problem;
import dev.nightjar.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationModuleTest
@AutoConfigureMockMvc
@TestPropertySource(properties = "nightjar.plans.standard=free")
@Import({TestCallers.class, TestClock.class})
class PlansTest {

    @Autowired
    private Plans plans;

    @Autowired
    private HourlyRows hourly;

    @Autowired
    private Credits credits;

    @Autowired
    private CreditHousekeeping housekeeping;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private TestClock clock;

    @Autowired
    private TestCallers callers;

    @Autowired
    private MockMvc mvc;

    private AccountId account;

    @BeforeEach
    void newAccount() {
        account = TestCallers.newAccount();
    }

    @Test
    void aClipMayBeAsLongAsThePlanSays() {
        assertThatCode(() -> plans.checkClip(account, 20.9)).doesNotThrowAnyException();
        assertProblem(() -> plans.checkClip(account, 21.1), Problem.CLIP_TOO_LONG, 20);
    }

    @Test
    void thePlansCamerasAreItsLimit() {
        assertThatCode(() -> plans.checkCameras(account, 1)).doesNotThrowAnyException();
        assertProblem(() -> plans.checkCameras(account, 2), Problem.TOO_MANY_CAMERAS, 2);
    }

    @Test
    void theUploadBeyondThoseOfTheHourIsToldWhenTheNextIsPossible() {
        upload(newEvent());
        clock.pass(Duration.ofMinutes(30));
        for (int i = 1; i < 20; i++) {
            upload(newEvent());
        }

        assertThatThrownBy(() -> upload(newEvent())).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem()).isEqualTo(Problem.TOO_MANY_UPLOADS);
            assertThat(refused.extras()).containsEntry("limit", 20L).containsKey("endsAt");
            assertThat(refused.retryAfter()).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
        });
        clock.pass(Duration.ofMinutes(30));
        assertThatCode(() -> upload(newEvent())).doesNotThrowAnyException();
        assertProblem(() -> upload(newEvent()), Problem.TOO_MANY_UPLOADS, 20);
    }

    @Test
    void previewsHaveALimitOfTheirOwn() {
        for (int i = 0; i < 20; i++) {
            upload(newEvent());
        }
        for (int i = 0; i < 120; i++) {
            preview(newEvent());
        }

        assertProblem(() -> preview(newEvent()), Problem.TOO_MANY_PREVIEWS, 120);
        clock.pass(Duration.ofHours(1));
        assertThatCode(() -> preview(newEvent())).doesNotThrowAnyException();
    }

    @Test
    void eventsWithoutAClipAreLimitedToo() {
        for (int i = 0; i < 120; i++) {
            announce(newEvent());
        }

        assertProblem(() -> announce(newEvent()), Problem.TOO_MANY_EVENTS, 120);
        assertThatCode(() -> preview(newEvent())).doesNotThrowAnyException();
    }

    @Test
    void anEventThatIsAnnouncedAgainCountsOnce() {
        EventId event = newEvent();
        for (int i = 0; i < 30; i++) {
            upload(event);
        }

        assertThat(hourly.used(account, HourlyRows.Kind.UPLOAD, newEvent()).number())
                .isOne();
    }

    @Test
    void anUploadWhoseAnnouncementRollsBackDoesNotCount() {
        transactions.executeWithoutResult(status -> {
            plans.takeUpload(account, newEvent());
            status.setRollbackOnly();
        });

        assertThat(hourly.used(account, HourlyRows.Kind.UPLOAD, newEvent()).number())
                .isZero();
    }

    @Test
    void ofThirtyAtOnceAsManyAreTakenAsThePlanSays() throws Exception {
        List<Boolean> taken = AtOnce.call(30, i -> () -> {
            try {
                upload(newEvent());
                return true;
            } catch (ProblemException e) {
                return false;
            }
        });

        assertThat(taken).filteredOn(Boolean::booleanValue).hasSize(20);
    }

    @Test
    void accountsDoNotShareTheirUploads() {
        for (int i = 0; i < 20; i++) {
            upload(newEvent());
        }
        account = TestCallers.newAccount();

        assertThatCode(() -> upload(newEvent())).doesNotThrowAnyException();
    }

    @Test
    void everyCallerReadsThePlan() throws Exception {
        mvc.perform(get("/api/v1/plan").with(callers.device(account)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.name").value("free"))
                .andExpect(jsonPath("$.longestClipSeconds").value(20))
                .andExpect(jsonPath("$.uploadsPerHour").value(20))
                .andExpect(jsonPath("$.previewsPerHour").value(120))
                .andExpect(jsonPath("$.retentionDays").value(7))
                .andExpect(jsonPath("$.cameras").value(2))
                .andExpect(jsonPath("$.members").value(2));
        mvc.perform(get("/api/v1/plan")).andExpect(status().isUnauthorized());
    }

    @Test
    void peopleReadWhatTheirAccountUsedAndWhatTheNextPlanGives() throws Exception {
        TestCallers.SignedIn owner = callers.owner();
        DeviceId camera = new DeviceId(TestCallers.newId());
        charge(owner.account(), camera, 18.2);
        charge(owner.account(), camera, 60);
        hold(owner.account(), camera, 9);

        mvc.perform(get("/api/v1/usage").with(owner))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.plan.name").value("free"))
                .andExpect(jsonPath("$.plan.monthlySeconds").value(1800))
                .andExpect(jsonPath("$.usedSeconds").value(80))
                .andExpect(jsonPath("$.heldSeconds").value(10))
                .andExpect(jsonPath("$.leftSeconds").value(1710))
                .andExpect(jsonPath("$.cameras[0].deviceId").value(camera.toString()))
                .andExpect(jsonPath("$.cameras[0].seconds").value(80))
                .andExpect(jsonPath("$.cameras[0].events").value(2))
                .andExpect(jsonPath("$.days.length()").value(1))
                .andExpect(jsonPath("$.next.name").value("plus"))
                .andExpect(jsonPath("$.next.monthlySeconds").value(36000))
                .andExpect(jsonPath("$.timeZone").doesNotExist());
        mvc.perform(get("/api/v1/usage").with(callers.owner()))
                .andExpect(jsonPath("$.usedSeconds").value(0));
        mvc.perform(get("/api/v1/usage").with(callers.device(owner.account()))).andExpect(status().isForbidden());
    }

    @Test
    void anOwnerSaysByWhichClockTheMonthsTurn() throws Exception {
        TestCallers.SignedIn owner = callers.owner();

        mvc.perform(timeZone("Asia/Kolkata").with(owner))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.timeZone").value("Asia/Kolkata"))
                .andExpect(jsonPath("$.endsAt").value(endsWith("T18:30:00.000Z")));

        mvc.perform(timeZone("Middle/Earth").with(owner))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.field").value("timeZone"));
        mvc.perform(timeZone("UTC").with(callers.person(owner.account(), Role.MONITOR)))
                .andExpect(status().isForbidden());
        mvc.perform(get("/api/v1/usage").with(owner))
                .andExpect(jsonPath("$.timeZone").value("Asia/Kolkata"));
    }

    @Test
    void thePlanThatTheOperatorGaveCounts() {
        plans.change(account, "plus");

        assertThatCode(() -> plans.checkClip(account, 60)).doesNotThrowAnyException();
        assertThat(plans.of(TestCallers.newAccount()).name()).isEqualTo("free");
        assertThatThrownBy(() -> plans.change(account, "gold")).hasMessageContaining("free, home, plus");
    }

    @Test
    void whatWasForgottenIsGivenBackAndOldEntriesGo() {
        DeviceId camera = new DeviceId(TestCallers.newId());
        charge(account, camera, 60);
        hold(account, camera, 60);
        clock.pass(Duration.ofDays(3).plusHours(1));

        housekeeping.run();

        assertThat(count("select sum(reserved) from credit_months where account = ?"))
                .isZero();
        clock.pass(Duration.ofDays(400));
        housekeeping.run();
        assertThat(count("select count(*) from credit_ledger where account = ?"))
                .isZero();
        assertThat(count("select count(*) from credit_days where account = ?")).isZero();
        assertThat(count("select sum(used) from credit_months where account = ?"))
                .isEqualTo(6);
    }

    @Test
    void aPlanThatIsNotOfferedStopsTheStart() {
        Map<String, PlanLimits> offered = Map.of("home", new PlanLimits(null, 60, null, null, 30, 20, 20));

        assertThatThrownBy(() -> new PlanCatalogue(settings("gold", offered, Map.of())))
                .hasMessageContaining("'gold'")
                .hasMessageContaining("home");
        assertThatThrownBy(() -> new PlanCatalogue(settings("home", offered, Map.of("home", "gold"))))
                .hasMessageContaining("nightjar.plans.next.home");
    }

    private static PlansSettings settings(String standard, Map<String, PlanLimits> offered, Map<String, String> next) {
        return new PlansSettings(standard, offered, next, Duration.ofDays(400));
    }

    private void charge(AccountId of, DeviceId camera, double seconds) {
        EventId event = hold(of, camera, seconds);
        transactions.executeWithoutResult(status -> credits.settle(of, event, seconds));
    }

    private EventId hold(AccountId of, DeviceId camera, double seconds) {
        EventId event = newEvent();
        transactions.executeWithoutResult(status -> credits.reserve(of, event, camera, seconds));
        return event;
    }

    private int count(String sql) {
        return jdbc.sql(sql).param(account.value()).query(Integer.class).single();
    }

    private static MockHttpServletRequestBuilder timeZone(String name) {
        return put("/api/v1/usage/time-zone")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"timeZone\":\"%s\"}".formatted(name));
    }

    private void upload(EventId event) {
        transactions.executeWithoutResult(status -> plans.takeUpload(account, event));
    }

    private void preview(EventId event) {
        transactions.executeWithoutResult(status -> plans.takePreview(account, event));
    }

    private void announce(EventId event) {
        transactions.executeWithoutResult(status -> plans.takeAnnouncement(account, event));
    }

    private static EventId newEvent() {
        return new EventId(TestCallers.newId());
    }

    private static void assertProblem(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Problem problem, long limit) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem()).isEqualTo(problem);
            assertThat(refused.extras()).containsEntry("limit", limit);
        });
    }
}
