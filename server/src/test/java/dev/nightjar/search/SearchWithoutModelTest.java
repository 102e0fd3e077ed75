package dev.nightjar.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.TestCallers;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.search.SearchTesting.Happened;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@SearchModuleTest
@TestPropertySource(properties = "nightjar.search.model=/not-there.onnx")
class SearchWithoutModelTest {

    @Autowired
    private SearchTesting testing;

    @Test
    void eventsAreFoundByTheirWordsAndThatIsSaid() {
        AccountId account = TestCallers.newAccount();
        EventId event = testing.known(
                account, Happened.before(testing.camera(account, "Kitchen"), "Pancakes", "A woman baked pancakes."));

        SearchResults results = testing.find(account, "pancake");

        assertThat(SearchTesting.ids(results)).containsExactly(event);
        assertThat(results.modelMissing()).isTrue();
        assertThat(results.meaning()).isFalse();
        assertThat(results.items().getFirst().similar()).isFalse();
    }
}
