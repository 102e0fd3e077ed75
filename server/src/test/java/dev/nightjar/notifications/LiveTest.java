package dev.nightjar.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.Paired;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.events.EventChanged;
import dev.nightjar.events.EventState;
import dev.nightjar.identity.MembershipEnded;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.SignIns;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.identity.ids.SessionId;
import dev.nightjar.notifications.LiveBrowsers.Browser;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@NotificationsModuleTest
class LiveTest {

    @Autowired
    private TestCallers callers;

    @Autowired
    private LiveBrowsers browsers;

    @Autowired
    private LiveReaders readers;

    @Autowired
    private Changes changes;

    @Autowired
    private SignIns signIns;

    @Autowired
    private ApplicationEventPublisher publisher;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private JdbcClient jdbc;

    private SignedIn owner;
    private Browser browser;

    @BeforeEach
    void openBrowser() throws Exception {
        owner = callers.owner();
        publish(owner.account());
        browser = browsers.open(owner);
        await().until(() -> !browser.heard.isEmpty());
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void theGreetingSaysHowFarTheAccountIs() {
        assertThat(browser.heard).containsExactly("{\"type\":\"hello\",\"latest\":1}");
    }

    @Test
    void openConnectionsAreCounted() throws Exception {
        double open = connections();

        Browser another = browsers.open(owner);
        await().until(() -> connections() == open + 1);

        another.close();
        await().until(() -> connections() == open);
    }

    @Test
    void aChangeIsHeardOnceItIsCommitted() {
        EventId event = publish(owner.account());

        await().until(() -> browser.heard.size() == 2);
        assertThat(browser.heard.get(1))
                .isEqualTo("{\"type\":\"change\",\"n\":2,\"kind\":\"event\",\"id\":\"%s\"}".formatted(event));
    }

    @Test
    void aChangeThatRollsBackAndOthersChangesAreNotHeard() {
        publish(TestCallers.newAccount());
        transactions.executeWithoutResult(status -> {
            publisher.publishEvent(changed(owner.account(), newEvent()));
            status.setRollbackOnly();
        });
        publish(owner.account());

        await().until(() -> browser.heard.size() == 2);
        assertThat(JsonPath.<Integer>read(browser.heard.get(1), "$.n")).isEqualTo(2);
    }

    @Test
    void theConnectionOfAnEndedSignInClosesAtOnceAndOthersStay() throws Exception {
        Browser other = browsers.open(callers.person(owner.account(), Role.MONITOR));
        await().until(() -> !other.heard.isEmpty());

        signIns.end(owner.caller().signIn());

        // far sooner than the next round in which all connections are tried
        assertThat(browser.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1008);
        publish(owner.account());
        await().until(() -> other.heard.size() == 2);
        other.close();
    }

    @Test
    void whoIsRemovedFromAnAccountHearsNothingMore() throws Exception {
        PersonId person = owner.caller().person();

        transactions.executeWithoutResult(
                status -> publisher.publishEvent(new MembershipEnded(owner.account(), person)));

        assertThat(browser.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1008);
    }

    @Test
    void changesComeInTheirOrderAndNoneIsMissing() {
        for (int i = 0; i < 15; i++) {
            publish(owner.account());
        }

        await().until(() -> browser.heard.size() == 16);
        List<Long> numbers = browser.heard.stream()
                .skip(1)
                .map(text -> JsonPath.<Number>read(text, "$.n").longValue())
                .toList();
        assertThat(numbers).isEqualTo(LongStream.rangeClosed(2, 16).boxed().toList());
    }

    @Test
    void anEndedSignInEndsTheConnection() throws Exception {
        signIns.end(owner.caller().signIn());

        readers.check();

        assertThat(browser.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1008);
    }

    @Test
    void aLivingConnectionIsTriedAndStays() {
        for (int i = 0; i < 10; i++) {
            readers.check();
            EventId event = publish(owner.account());
            await().until(() -> browser.heard.getLast().contains(event.toString()));
        }

        assertThat(browser.closed).isNotDone();
    }

    @Test
    void anAccountsOldestConnectionMakesRoomForANewOne() throws Exception {
        Browser second = browsers.open(owner);
        Browser third = browsers.open(owner);
        Browser fourth = browsers.open(owner);

        assertThat(browser.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1008);
        List<Browser> left = List.of(second, third, fourth);
        await().until(() -> left.stream().noneMatch(open -> open.heard.isEmpty()));
        publish(owner.account());
        for (Browser open : left) {
            await().until(() -> open.heard.size() == 2);
            open.close();
        }
    }

    @Test
    void aPageOfAnotherSiteMayNotListen() {
        String cookie = "nightjar=" + owner.signIn().token();

        assertThatThrownBy(() -> browsers.open(cookie, "https://elsewhere.example"))
                .hasCauseInstanceOf(WebSocketHandshakeException.class)
                .cause()
                .satisfies(refused -> assertThat(((WebSocketHandshakeException) refused)
                                .getResponse()
                                .statusCode())
                        .isEqualTo(403));
    }

    @Test
    void onlyPeopleMayListen() {
        Paired phone = callers.device(owner.account());

        assertThatThrownBy(() -> browsers.open("nightjar=" + phone.token(), browsers.origin()))
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
        assertThatThrownBy(() -> browsers.open("other=1", browsers.origin()))
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
    }

    @Test
    void whenTheFeedWasLostBrowsersComeAgainAndAskWhatTheyMissed() throws Exception {
        jdbc.sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'nightjar changes'"
                        + " and datname = current_database()")
                .query(Boolean.class)
                .list();
        publish(owner.account());

        assertThat(browser.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1012);
        Browser again = browsers.open(owner);
        await().until(() -> again.heard.contains("{\"type\":\"hello\",\"latest\":2}"));
        assertThat(changes.after(owner.account(), 1, ChangeFilter.ALL, 10).items())
                .hasSize(1);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            publish(owner.account());
            assertThat(again.heard).hasSizeGreaterThan(1);
        });
        again.close();
    }

    @Test
    void aMessageOfAnotherReleaseDoesNotSilenceTheFeed() throws Exception {
        jdbc.sql("select pg_notify('nightjar_changes', 'something this release does not know')")
                .query((row, number) -> true)
                .single();

        assertThat(browser.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1012);
        Browser again = browsers.open(owner);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            publish(owner.account());
            assertThat(again.heard).hasSizeGreaterThan(1);
        });
        again.close();
    }

    private EventId publish(AccountId account) {
        EventId event = newEvent();
        transactions.executeWithoutResult(status -> publisher.publishEvent(changed(account, event)));
        return event;
    }

    private static EventChanged changed(AccountId account, EventId event) {
        return new EventChanged(
                account, event, new DeviceId(TestCallers.newId()), new SessionId(TestCallers.newId()), EventState.DONE);
    }

    private static EventId newEvent() {
        return new EventId(TestCallers.newId());
    }

    private double connections() {
        return meters.get("nightjar.live.connections").gauge().value();
    }
}
