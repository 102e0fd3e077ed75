package dev.nightjar.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.TestCallers;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.search.SearchTesting.Happened;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** With room for the first blocks of two accounts. */
@SearchModuleTest
@TestPropertySource(properties = "nightjar.search.cache=128KB")
class MeaningCacheTest {

    private static final long BOUND = 128 * 1024;

    @Autowired
    private SearchTesting testing;

    @Autowired
    private MeaningCache cache;

    @Test
    void accountsTakeTurnsInMemoryThatIsBounded() {
        List<AccountId> accounts = new ArrayList<>();
        List<EventId> events = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            AccountId account = TestCallers.newAccount();
            accounts.add(account);
            events.add(testing.known(
                    account, Happened.before(testing.camera(account, "Hall"), "A hound", "A hound growled.")));
        }

        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < accounts.size(); i++) {
                assertThat(testing.found(accounts.get(i), "angry dog")).containsExactly(events.get(i));
                assertThat(cache.bytes()).isBetween(1L, BOUND);
            }
        }
    }

    @Test
    void anAccountThatDoesNotFitKeepsItsNewestEvents() {
        AccountId account = TestCallers.newAccount();
        DeviceId hall = testing.camera(account, "Hall");
        for (int i = 0; i < 300; i++) {
            testing.known(
                    account, Happened.before(hall, "Rain " + i, "It rained.").at(SearchTesting.AT.minusSeconds(i)));
        }
        assertThat(testing.find(account, "weather").items()).isNotEmpty();

        EventId newest = testing.known(
                account, Happened.before(hall, "A hound", "A hound growled.").at(SearchTesting.AT.plusSeconds(5)));

        assertThat(testing.found(account, "angry dog").getFirst()).isEqualTo(newest);
        assertThat(cache.bytes()).isLessThanOrEqualTo(BOUND);
    }
}
