package dev.nightjar.notifications;

import static dev.nightjar.notifications.ChangeFilter.ALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.AtOnce;
import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.alerts.AlertChanged;
import dev.nightjar.devices.DeviceChanged;
import dev.nightjar.events.EventChanged;
import dev.nightjar.events.EventState;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.AlertId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.identity.ids.SessionId;
import dev.nightjar.sessions.SessionChanged;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

@NotificationsModuleTest
class ChangesTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestCallers callers;

    @Autowired
    private Changes changes;

    @Autowired
    private ApplicationEventPublisher publisher;

    @Autowired
    private TransactionTemplate transactions;

    private SignedIn owner;
    private AccountId account;

    @BeforeEach
    void newAccount() {
        owner = callers.owner();
        account = owner.account();
    }

    @Test
    void everyChangeOfAnAccountGetsTheNextNumber() throws Exception {
        UUID id = TestCallers.newId();
        publish(changed(account, new EventId(id)));
        publish(new DeviceChanged(account, new DeviceId(id)));
        publish(new SessionChanged(account, new DeviceId(id), new SessionId(id)));
        publish(new AlertChanged(account, owner.caller().person(), new AlertId(id), null, null));
        publish(changed(TestCallers.newAccount(), new EventId(id)));

        mvc.perform(get("/api/v1/changes?after=1").with(owner))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.latest").value(4))
                .andExpect(jsonPath("$.more").value(false))
                .andExpect(jsonPath("$.items.length()").value(3))
                .andExpect(jsonPath("$.items[0].n").value(2))
                .andExpect(jsonPath("$.items[0].kind").value("device"))
                .andExpect(jsonPath("$.items[0].id").value(id.toString()))
                .andExpect(jsonPath("$.items[1].kind").value("session"))
                .andExpect(jsonPath("$.items[2].kind").value("alert"));
    }

    @Test
    void anAccountWithoutChangesIsAtZero() throws Exception {
        mvc.perform(get("/api/v1/changes").with(owner))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.latest").value(0))
                .andExpect(jsonPath("$.items").isEmpty());
    }

    @Test
    void aChangeThatRollsBackLeavesNoGap() {
        transactions.executeWithoutResult(status -> {
            publisher.publishEvent(changed(account, newEvent()));
            status.setRollbackOnly();
        });
        publish(changed(account, newEvent()));

        assertThat(changes.after(account, 0, ALL, 10).items())
                .extracting(Change::n)
                .containsExactly(1L);
    }

    @Test
    void changesAtOnceAreNumberedWithoutAGap() throws Exception {
        AtOnce.call(60, i -> () -> {
            transactions.executeWithoutResult(status -> {
                publisher.publishEvent(changed(account, newEvent()));
                publisher.publishEvent(changed(account, newEvent()));
                if (i % 3 == 0) {
                    status.setRollbackOnly();
                }
            });
            return i;
        });

        List<Long> expected = LongStream.rangeClosed(1, 80).boxed().toList();
        assertThat(changes.after(account, 0, ALL, 200).items())
                .extracting(Change::n)
                .isEqualTo(expected);
        assertThat(changes.latest(account)).isEqualTo(80);
    }

    @Test
    void aLongAbsenceIsReadInPages() {
        publishMany(25);

        ChangeList first = changes.after(account, 0, ALL, 10);
        ChangeList last = changes.after(account, 20, ALL, 10);

        assertThat(first.items()).hasSize(10);
        assertThat(first.more()).isTrue();
        assertThat(last.items()).hasSize(5);
        assertThat(last.more()).isFalse();
    }

    @Test
    void whoWasAwayForTooLongIsToldToFetchEverything() throws Exception {
        publishMany(300);

        mvc.perform(get("/api/v1/changes?after=149").with(owner))
                .andExpect(status().isGone())
                .andExpect(jsonPath("$.code").value("changesGone"));
        mvc.perform(get("/api/v1/changes?after=150").with(owner))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items[0].n").value(151));
    }

    @Test
    void aNumberThatWasNeverReachedIsNotKnown() throws Exception {
        publishMany(3);

        mvc.perform(get("/api/v1/changes?after=4").with(owner)).andExpect(status().isGone());
        mvc.perform(get("/api/v1/changes?after=-1").with(owner)).andExpect(status().isBadRequest());
    }

    @Test
    void onlyPeopleReadChanges() throws Exception {
        mvc.perform(get("/api/v1/changes").with(callers.device(account))).andExpect(status().isForbidden());
        mvc.perform(get("/api/v1/changes")).andExpect(status().isUnauthorized());
    }

    private void publishMany(int times) {
        for (int i = 0; i < times; i++) {
            publish(changed(account, newEvent()));
        }
    }

    private void publish(Object changed) {
        transactions.executeWithoutResult(status -> publisher.publishEvent(changed));
    }

    private static EventChanged changed(AccountId account, EventId event) {
        return new EventChanged(
                account, event, new DeviceId(TestCallers.newId()), new SessionId(TestCallers.newId()), EventState.DONE);
    }

    private static EventId newEvent() {
        return new EventId(TestCallers.newId());
    }
}
