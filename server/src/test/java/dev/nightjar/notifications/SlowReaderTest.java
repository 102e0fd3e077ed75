package dev.nightjar.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.devices.DeviceChanged;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.notifications.LiveBrowsers.Browser;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** A browser that takes nothing from the network, beside one that does. */
@NotificationsModuleTest
@TestPropertySource(properties = "nightjar.notifications.changes-kept=10000")
class SlowReaderTest {

    /** Else the system keeps megabytes for who does not read, and it takes tens of thousands of changes to notice. */
    @TestConfiguration
    static class SmallBuffers {

        @Bean
        TomcatConnectorCustomizer smallBuffers() {
            return connector -> connector.setProperty("socket.txBufSize", "1024");
        }
    }

    @LocalServerPort
    private int port;

    @Autowired
    private TestCallers callers;

    @Autowired
    private LiveBrowsers browsers;

    @Autowired
    private Changes changes;

    @Autowired
    private ApplicationEventPublisher publisher;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private MeterRegistry meters;

    @Test
    void isSentAwayAndReadsEachChangeOnceWhenItComesAgain() throws Exception {
        SignedIn owner = callers.owner();
        double before = connections();
        Browser reading = browsers.open(owner);
        await().until(() -> !reading.heard.isEmpty());
        List<Long> numbers = new ArrayList<>();
        try (IdleBrowser idle = new IdleBrowser(port, owner.signIn().token())) {
            await().until(() -> connections() == before + 2);
            await().atMost(Duration.ofMinutes(2)).until(() -> {
                change(owner);
                // who reads keeps up, so it is not too much at once
                await().until(() -> reading.heard.size() == changes.latest(owner.account()) + 1);
                return connections() == before + 1;
            });
            idle.readAll().stream()
                    .filter(text -> text.contains("\"change\""))
                    .forEach(text ->
                            numbers.add(JsonPath.<Number>read(text, "$.n").longValue()));
        }
        long latest = changes.latest(owner.account());
        assertThat(numbers).isNotEmpty().doesNotContain(latest);

        Browser again = browsers.open(owner);
        await().until(() -> !again.heard.isEmpty());
        assertThat(again.heard.getFirst()).isEqualTo("{\"type\":\"hello\",\"latest\":%d}".formatted(latest));
        changes.after(owner.account(), numbers.getLast(), ChangeFilter.ALL, 1000)
                .items()
                .forEach(change -> numbers.add(change.n()));
        change(owner);
        await().until(() -> again.heard.size() == 2);
        numbers.add(JsonPath.<Number>read(again.heard.getLast(), "$.n").longValue());

        assertThat(numbers)
                .isEqualTo(LongStream.rangeClosed(1, latest + 1).boxed().toList());
        assertThat(reading.closed).isNotDone();
        reading.close();
        again.close();
    }

    private void change(SignedIn owner) {
        DeviceChanged changed = new DeviceChanged(owner.account(), new DeviceId(TestCallers.newId()));
        transactions.executeWithoutResult(status -> publisher.publishEvent(changed));
    }

    private double connections() {
        return meters.get("nightjar.live.connections").gauge().value();
    }
}
