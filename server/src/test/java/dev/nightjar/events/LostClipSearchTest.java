package dev.nightjar.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.TestCallers;
import dev.nightjar.identity.ids.AccountId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@EventModuleTest
class LostClipSearchTest {

    @Autowired
    private LostClipSearch search;

    @Autowired
    private Events events;

    @Autowired
    private UpkeepTesting upkeep;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JsonMapper json;

    private final Instant anHourAgo = Instant.now().minus(Duration.ofHours(1));
    private AccountId account;

    @BeforeEach
    void newAccount() {
        // events of other tests may be without their clips
        jdbc.sql("delete from events").update();
        jdbc.sql("delete from upkeep_places").update();
        account = TestCallers.newAccount();
    }

    @Test
    void anEventWhoseClipWasReportedAndIsNotThereFailsAndSaysWhy() {
        DeletedClip event = withClip(EventState.PROCESSING);
        Counter counted = meters.counter("nightjar.events", "state", "failed", "reason", "clipMissing");
        double before = counted.count();

        search.run();

        Event failed = events.get(account, event.event());
        assertThat(failed.state()).isEqualTo(EventState.FAILED);
        assertThat(failed.analysis().status()).isEqualTo(Analysis.Status.FAILED);
        assertThat(failed.analysis().code()).isEqualTo("clipMissing");
        assertThat(failed.clip()).isNull();
        assertThat(counted.count() - before).isEqualTo(1);
    }

    @Test
    void anEventThatWasLookedAtLosesItsClipAndKeepsWhatWasFound() {
        DeletedClip event = withClip(EventState.DONE);
        jdbc.sql("update events set analysis = 'done', findings = cast(? as jsonb) where id = ?")
                .params(
                        json.writeValueAsString(FakeAnalyzer.findings()),
                        event.event().value())
                .update();

        search.run();

        Event done = events.get(account, event.event());
        assertThat(done.state()).isEqualTo(EventState.DONE);
        assertThat(done.clip()).isNull();
        assertThat(done.findings()).isEqualTo(FakeAnalyzer.findings());
    }

    @Test
    void anEventWhoseClipIsThereIsLeftAlone() throws Exception {
        DeletedClip event = withClip(EventState.DONE);
        upkeep.files(event);

        search.run();

        assertThat(events.get(account, event.event()).clip()).isNotNull();
        assertThat(events.get(account, event.event()).state()).isEqualTo(EventState.DONE);
    }

    @Test
    void nothingIsNotedWhenMostClipsAreAwayAsIsAStoreThatIsNotThere() {
        List<DeletedClip> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            all.add(withClip(EventState.DONE));
        }

        search.run();

        assertThat(all).allMatch(event -> events.get(account, event.event()).clip() != null);
    }

    private DeletedClip withClip(EventState state) {
        DeletedClip event = upkeep.event(account, state, anHourAgo);
        upkeep.announceClip(event);
        return event;
    }
}
