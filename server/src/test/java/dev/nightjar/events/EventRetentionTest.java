package dev.nightjar.events;

import static dev.nightjar.events.EventTesting.announce;
import static dev.nightjar.events.EventTesting.announcement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.TestCallers;
import dev.nightjar.events.EventTesting.Camera;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.plans.Plans;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/** Every account has the plan Home, which keeps events for 30 days, unless a test gives it another. */
@EventModuleTest
class EventRetentionTest {

    private static final Duration KEPT = Duration.ofDays(30);

    @Autowired
    private EventRetention retention;

    @Autowired
    private RetentionRows rows;

    @Autowired
    private EventRows events;

    @Autowired
    private UpkeepTesting upkeep;

    @Autowired
    private EventTesting testing;

    @Autowired
    private Plans plans;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MockMvc mvc;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final Instant old = now.minus(KEPT).minusSeconds(1);
    private AccountId account;

    @BeforeEach
    void newAccount() {
        account = TestCallers.newAccount();
    }

    @AfterEach
    void leaveNothing() {
        jdbc.sql("delete from events").update();
        jdbc.sql("delete from upkeep_places").update();
    }

    @Test
    void whatIsOlderThanThePlanKeepsItGoesWithAllItsFiles() throws Exception {
        DeletedClip event = upkeep.event(account, EventState.DONE, old);
        upkeep.files(event);
        double before = counted("nightjar.retention.events");

        retention.deleteAt(now);

        assertThat(upkeep.hasRow(event)).isFalse();
        assertThat(upkeep.filesOf(event)).isZero();
        assertThat(rows.withFiles(10)).isEmpty();
        assertThat(counted("nightjar.retention.events") - before).isEqualTo(1);
    }

    @Test
    void whatThePlanStillKeepsStaysWithItsFiles() throws Exception {
        DeletedClip event = upkeep.event(account, EventState.DONE, now.minus(KEPT));
        upkeep.files(event);

        retention.deleteAt(now);

        assertThat(upkeep.hasRow(event)).isTrue();
        assertThat(upkeep.filesOf(event)).isEqualTo(3);
    }

    @Test
    void eachAccountsPlanCounts() {
        AccountId free = TestCallers.newAccount();
        plans.change(free, "free");
        Instant eightDays = now.minus(Duration.ofDays(8));
        DeletedClip ofHome = upkeep.event(account, EventState.DONE, eightDays);
        DeletedClip ofFree = upkeep.event(free, EventState.DONE, eightDays);

        retention.deleteAt(now);

        assertThat(upkeep.hasRow(ofHome)).isTrue();
        assertThat(upkeep.hasRow(ofFree)).isFalse();
    }

    @Test
    void whatAPhoneWithAWrongClockBringsIsKeptForItsTime() {
        DeletedClip event = upkeep.event(account, EventState.DONE, now);
        jdbc.sql("update events set happened_at = '2001-01-01' where id = ?")
                .param(event.event().value())
                .update();

        retention.deleteAt(now);

        assertThat(upkeep.hasRow(event)).isTrue();
    }

    @Test
    void whatStillMovesIsLeftToThoseWhoMoveIt() {
        List<DeletedClip> moving = List.of(
                upkeep.event(account, EventState.ANNOUNCED, old),
                upkeep.event(account, EventState.UPLOADING, old),
                upkeep.event(account, EventState.PROCESSING, old));

        retention.deleteAt(now);

        assertThat(moving).allMatch(upkeep::hasRow);
    }

    @Test
    void whatSomebodyHoldsIsDeletedNextTimeAndKeepsNoOtherWaiting() {
        DeletedClip held = upkeep.event(account, EventState.DONE, old);
        DeletedClip free = upkeep.event(account, EventState.DONE, old.plusMillis(1));
        transactions.executeWithoutResult(status -> {
            assertThat(events.findToMove(account, held.event())).isPresent();
            EventUpkeepTest.inAnotherThread(() -> retention.deleteAt(now));
        });
        assertThat(upkeep.hasRow(held)).isTrue();
        assertThat(upkeep.hasRow(free)).isFalse();

        retention.deleteAt(now);

        assertThat(upkeep.hasRow(held)).isFalse();
    }

    @Test
    void theOldestGoFirst() {
        DeletedClip younger = upkeep.event(account, EventState.DONE, old);
        DeletedClip oldest = upkeep.event(account, EventState.DONE, old.minus(KEPT));

        assertThat(rows.deleteOld(Map.of(account, now.minus(KEPT)), 1, now)).containsExactly(oldest);

        assertThat(upkeep.hasRow(younger)).isTrue();
    }

    @Test
    void aCrashBetweenRowsAndFilesIsMadeGoodByTheNextRun() throws Exception {
        DeletedClip event = upkeep.event(account, EventState.DONE, old);
        upkeep.files(event);
        // what a program has done that is killed before it deletes the files
        rows.deleteOld(Map.of(account, now.minus(KEPT)), 10, now);
        assertThat(upkeep.filesOf(event)).isEqualTo(3);

        retention.deleteAt(now);

        assertThat(upkeep.filesOf(event)).isZero();
        assertThat(rows.withFiles(10)).isEmpty();
    }

    @Test
    void aCrashWithinABatchLeavesItsRowsAndFilesAsTheyWere() throws Exception {
        DeletedClip event = upkeep.event(account, EventState.DONE, old);
        upkeep.files(event);

        transactions.executeWithoutResult(status -> {
            assertThat(rows.deleteOld(Map.of(account, now.minus(KEPT)), 10, now))
                    .containsExactly(event);
            status.setRollbackOnly();
        });

        assertThat(upkeep.hasRow(event)).isTrue();
        assertThat(upkeep.filesOf(event)).isEqualTo(3);
        assertThat(rows.withFiles(10)).isEmpty();
    }

    @Test
    void whatIsDeletedForItsAgeDoesNotComeBack() throws Exception {
        Camera camera = testing.camera(account);
        EventId id = EventTesting.newEvent();
        mvc.perform(announce(id, announcement(camera)).with(camera.phone())).andExpect(status().isOk());
        jdbc.sql("update events set state = 'expired', announced_at = ? where id = ?")
                .params(Timestamp.from(old), id.value())
                .update();
        retention.deleteAt(now);

        mvc.perform(announce(id, announcement(camera)).with(camera.phone()))
                .andExpect(status().isGone())
                .andExpect(jsonPath("$.code").value("eventDeleted"));
    }

    @Test
    void thatAnEventWasDeletedIsForgottenAfterNinetyDaysWhenItsFilesAreGone() {
        EventId id = EventTesting.newEvent();
        jdbc.sql("insert into deleted_events (account, id, deleted_at) values (?, ?, ?)")
                .params(account.value(), id.value(), Timestamp.from(now))
                .update();
        retention.deleteAt(now.plus(Duration.ofDays(89)));
        assertThat(events.wasDeleted(account, id)).isTrue();

        retention.deleteAt(now.plus(Duration.ofDays(91)));

        assertThat(events.wasDeleted(account, id)).isFalse();
    }

    @Test
    void moreThanOneBatchOfAnAccountGoesInOneRun() {
        jdbc.sql("""
                        insert into events (account, id, device, session, state, happened_at, trigger, analysis,
                            announced_at, moved_at)
                        select ?, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'done', ?, '{}', 'none', ?, ?
                        from generate_series(1, 1000)
                        """)
                .params(account.value(), Timestamp.from(old), Timestamp.from(old), Timestamp.from(old))
                .update();

        retention.deleteAt(now);

        assertThat(jdbc.sql("select count(*) from events where account = ?")
                        .param(account.value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** Whatever there is, exactly what is due goes, in however many runs. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void exactlyWhatIsDueGoes(long seed) {
        Random random = new Random(seed);
        List<DeletedClip> due = new ArrayList<>();
        List<DeletedClip> stays = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(8); i++) {
            AccountId one = TestCallers.newAccount();
            boolean free = random.nextBoolean();
            plans.change(one, free ? "free" : "plus");
            Duration kept = Duration.ofDays(free ? 7 : 60);
            for (int k = 0; k < random.nextInt(20); k++) {
                Duration age = Duration.ofHours(random.nextInt(24 * 120));
                EventState state = EventState.values()[random.nextInt(EventState.values().length)];
                DeletedClip event = upkeep.event(one, state, now.minus(age));
                boolean goes = age.compareTo(kept) > 0 && isFinal(state);
                (goes ? due : stays).add(event);
            }
        }

        retention.deleteAt(now);

        assertThat(due).noneMatch(upkeep::hasRow);
        assertThat(stays).allMatch(upkeep::hasRow);
        assertThat(due).allMatch(event -> events.wasDeleted(event.account(), event.event()));
    }

    private static boolean isFinal(EventState state) {
        return switch (state) {
            case DONE, DISMISSED, FAILED, EXPIRED -> true;
            case ANNOUNCED, UPLOADING, PROCESSING -> false;
        };
    }

    private double counted(String name) {
        return meters.counter(name).count();
    }
}
