package dev.nightjar.search;

import static dev.nightjar.search.SearchTesting.AT;
import static dev.nightjar.search.SearchTesting.eventually;
import static dev.nightjar.search.SearchTesting.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.devices.Devices;
import dev.nightjar.events.Trigger;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.identity.ids.SessionId;
import dev.nightjar.search.SearchResults.Field;
import dev.nightjar.search.SearchResults.Item;
import dev.nightjar.search.SearchResults.Mark;
import dev.nightjar.search.SearchTesting.Happened;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

@SearchModuleTest
class SearchTest {

    private static final SearchFilter ALL = SearchFilter.ALL;

    @Autowired
    private SearchTesting testing;

    @Autowired
    private TestCallers callers;

    @Autowired
    private Devices devices;

    @Autowired
    private WordHousekeeping housekeeping;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MockMvc mvc;

    private SignedIn owner;
    private AccountId account;
    private DeviceId kitchen;

    @BeforeEach
    void newAccountWithACamera() {
        owner = callers.owner();
        account = owner.account();
        kitchen = testing.camera(account, "Kitchen");
    }

    @Test
    void anEventIsFoundOnceItsChangeIsKnown() {
        EventId event = testing.event(account, Happened.before(kitchen, "Pancakes", "A woman flipped a pancake."));
        assertThat(testing.found(account, "pancake")).isEmpty();

        testing.changed(account, event);

        eventually(() -> assertThat(testing.found(account, "pancake")).containsExactly(event));
    }

    @Test
    void otherFormsOfAWordAreFound() {
        EventId event = testing.known(account, Happened.before(kitchen, "Dishes", "Two plates were washed."));

        Item item = testing.find(account, "washing a plate").items().getFirst();

        assertThat(item.event().id()).isEqualTo(event);
        assertThat(item.words()).containsExactly("washing", "plate");
    }

    @Test
    void aTypoIsTakenForAWordThatTheAccountHas() {
        EventId event = testing.known(account, Happened.before(kitchen, "Umbrella", "Somebody took the umbrella."));

        SearchResults results = testing.find(account, "umbrela");

        assertThat(ids(results)).containsExactly(event);
        assertThat(results.meant()).containsExactly(new SearchResults.Meant("umbrela", List.of("umbrella")));
        assertThat(testing.find(callers.owner().account(), "umbrela").meant())
                .as("the words of one household say nothing to another")
                .isEmpty();
    }

    @Test
    void whatMeansTheSameIsFoundWithoutASingleWordInCommon() {
        EventId crying = testing.known(
                account, Happened.before(kitchen, "An infant wails", "The newborn sobbed until it was picked up."));
        testing.known(account, Happened.before(kitchen, "Lawn mown", "A man cut the grass in stripes."));

        Item first = testing.find(account, "crying baby").items().getFirst();

        assertThat(first.event().id()).isEqualTo(crying);
        assertThat(first.words()).isEmpty();
        assertThat(first.similar()).isTrue();
    }

    @Test
    void whatHasTheWordsAndTheMeaningStandsBeforeWhatHasOne() {
        testing.known(account, Happened.before(kitchen, "A chair", "The dog-eared book lay on a chair."));
        EventId both = testing.known(account, Happened.before(kitchen, "Dog barks", "A dog barked at the postman."));
        testing.known(account, Happened.before(kitchen, "A hound", "A hound growled at the mailman."));

        assertThat(testing.found(account, "dog barking")).startsWith(both);
    }

    @Test
    void aTitleCountsMoreThanWhatWasObserved() {
        EventId observed = testing.known(
                account,
                Happened.before(kitchen, "Someone", "Someone was here.").observed("A ladder stands there."));
        EventId titled = testing.known(account, Happened.before(kitchen, "A ladder", "Someone was here."));

        assertThat(testing.found(account, "ladder")).containsSubsequence(titled, observed);
    }

    @Test
    void theNameOfACameraIsFoundAsItIsNow() {
        EventId event = testing.known(account, Happened.before(kitchen, "Quiet", "Nothing much."));
        assertThat(testing.find(account, "kitchen").items().getFirst().camera()).isTrue();

        devices.rename(account, kitchen, "Pantry");

        Item item = testing.find(account, "pantry").items().getFirst();
        assertThat(item.event().id()).isEqualTo(event);
        assertThat(item.camera()).isTrue();
    }

    @Test
    void marksSayWhereTheWordsStand() {
        testing.known(
                account,
                Happened.before(kitchen, "Dog & cat", "Two <b>dogs</b> slept.").observed("A dog wakes up."));

        Item item = testing.find(account, "dog").items().getFirst();

        assertThat(item.marks())
                .containsExactly(
                        new Mark(Field.TITLE, null, 0, 3),
                        new Mark(Field.SUMMARY, null, 7, 11),
                        new Mark(Field.OBSERVATION, 0, 2, 5));
    }

    @Test
    void aLabelThatTheQuestionNamesIsSaid() {
        testing.known(
                account,
                Happened.before(kitchen, "Something", "Something moved.").labels("dog", "person"));

        assertThat(testing.find(account, "dogs").items().getFirst().labels()).containsExactly("dog");
    }

    @Test
    void eachFilterLeavesOutWhatIsNotSo() {
        DeviceId garden = testing.camera(account, "Garden");
        UUID session = UUID.randomUUID();
        EventId wanted = testing.known(
                account,
                Happened.before(garden, "A dog", "A dog ran past.")
                        .labels("dog")
                        .concern(2)
                        .trigger("both")
                        .session(session));
        testing.known(
                account,
                Happened.before(kitchen, "A dog", "A dog ran past.")
                        .at(AT.minus(Duration.ofDays(2)))
                        .trigger("motion"));

        for (SearchFilter filter : List.of(
                new SearchFilter(garden, null, null, null, null, null, null, null),
                new SearchFilter(null, new SessionId(session), null, null, null, null, null, null),
                new SearchFilter(null, null, "Dog", null, null, null, null, null),
                new SearchFilter(null, null, null, Trigger.Type.SOUND, null, null, null, null),
                new SearchFilter(null, null, null, null, AT, null, null, null),
                new SearchFilter(null, null, null, null, null, null, 1, null))) {
            assertThat(testing.found(account, "dog", filter)).as("%s", filter).containsExactly(wanted);
            assertThat(testing.found(account, "", filter)).as("%s", filter).containsExactly(wanted);
        }
        assertThat(testing.found(account, "dog", new SearchFilter(null, null, null, null, null, AT, null, null)))
                .doesNotContain(wanted)
                .hasSize(1);
    }

    @Test
    void eachPersonFindsWhatThatPersonHasLookedAt() throws Exception {
        EventId seen = testing.known(account, Happened.before(kitchen, "A dog", "A dog ran past."));
        testing.known(account, Happened.before(kitchen, "A dog", "A dog barked."));
        mvc.perform(put("/api/v1/events/" + seen + "/reviewed").with(owner)).andExpect(status().isNoContent());

        for (String words : List.of("dog", "")) {
            mvc.perform(get("/api/v1/search?reviewed=true&q=" + words).with(owner))
                    .andExpect(jsonPath("$.items.length()").value(1))
                    .andExpect(jsonPath("$.items[0].event.id").value(seen.toString()))
                    .andExpect(jsonPath("$.items[0].event.reviewed").value(true));
            mvc.perform(get("/api/v1/search?reviewed=false&q=" + words).with(owner))
                    .andExpect(jsonPath("$.items.length()").value(1))
                    .andExpect(jsonPath("$.items[0].event.reviewed").value(false));
            mvc.perform(get("/api/v1/search?reviewed=true&q=" + words).with(callers.person(account, Role.MONITOR)))
                    .andExpect(jsonPath("$.items").isEmpty());
        }
    }

    @Test
    void pagesNeitherRepeatNorSkipWhenEventsComeBetweenThem() {
        for (int i = 0; i < 9; i++) {
            testing.known(account, Happened.before(kitchen, "Dog " + i, "A dog, number " + i + ", ran past."));
        }
        List<EventId> all = testing.found(account, "dog");

        List<EventId> read = new ArrayList<>();
        String next = null;
        do {
            SearchResults page = testing.page(account, "dog", next, 2);
            read.addAll(ids(page));
            next = page.next();
            testing.known(
                    account, Happened.before(kitchen, "Dog", "A dog ran past.").at(AT.plusSeconds(9)));
        } while (next != null);

        assertThat(read).isEqualTo(all).hasSize(9);
    }

    @Test
    void thePageAfterADeletionHasTheOthersAndRepeatsNone() {
        for (int i = 0; i < 6; i++) {
            testing.known(account, Happened.before(kitchen, "Dog " + i, "A dog, number " + i + ", ran past."));
        }
        List<EventId> all = testing.found(account, "dog");
        SearchResults first = testing.page(account, "dog", null, 2);

        testing.delete(account, all.getFirst());

        assertThat(ids(testing.page(account, "dog", first.next(), 50)))
                .containsExactlyInAnyOrderElementsOf(all.subList(2, 6));
    }

    @Test
    void withoutWordsTheNewestStandFirst() {
        EventId older =
                testing.known(account, Happened.before(kitchen, "One", "One.").at(AT.minusSeconds(60)));
        EventId newer = testing.known(account, Happened.before(kitchen, "Two", "Two."));

        SearchResults first = testing.page(account, "", null, 1);

        assertThat(ids(first)).containsExactly(newer);
        assertThat(ids(testing.page(account, "", first.next(), 1))).containsExactly(older);
        assertThat(testing.found(account, "?!")).containsExactly(newer, older);
    }

    @Test
    void aDeletedEventIsGoneAtOnceAndItsWordsSoonAfter() {
        EventId event = testing.known(account, Happened.before(kitchen, "Zeppelin", "A zeppelin passed."));
        assertThat(testing.found(account, "zeppelin")).containsExactly(event);

        testing.delete(account, event);

        assertThat(testing.found(account, "zeppelin")).isEmpty();
        assertThat(testing.found(account, "airship")).isEmpty();
        housekeeping.run();
        assertThat(jdbc.sql("select count(*) from search_words where account = ?")
                        .param(account.value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void anEventThatChangedIsFoundAsItIsNow() {
        EventId event = testing.known(account, Happened.before(kitchen, "A dog", "A dog ran past."));
        assertThat(testing.found(account, "dog")).containsExactly(event);

        jdbc.sql("""
                        update events set change = change + 1,
                            findings = jsonb_set(jsonb_set(findings, '{title}', '"A fox"'), '{summary}', '"A fox sat there."')
                        where account = ? and id = ?
                        """).params(account.value(), event.value()).update();
        testing.changed(account, event);

        eventually(() -> assertThat(testing.found(account, "fox")).containsExactly(event));
        assertThat(testing.find(account, "dog").items())
                .allMatch(item -> item.words().isEmpty());
    }

    @Test
    void monitorsFindWhatOwnersFindAndNobodyElseDoes() throws Exception {
        EventId event = testing.known(account, Happened.before(kitchen, "A dog", "A dog ran past."));
        SignedIn monitor = callers.person(account, Role.MONITOR);

        mvc.perform(get("/api/v1/search?q=dog").with(monitor))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items[0].event.id").value(event.toString()));
        mvc.perform(get("/api/v1/search?q=dog").with(callers.owner()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items").isEmpty());
        mvc.perform(get("/api/v1/search?q=dog").with(callers.device(account))).andExpect(status().isForbidden());
        mvc.perform(get("/api/v1/search?q=dog")).andExpect(status().isUnauthorized());
        mvc.perform(get("/api/v1/admin/search/rebuild").with(owner)).andExpect(status().isForbidden());
    }

    @Test
    void aQuestionThatCannotBeAnsweredIsRefused() throws Exception {
        for (String query : List.of(
                "q=dog&after=nonsense",
                "q=dog&after=MV8yXzM",
                "after=nonsense",
                "trigger=smell",
                "concern=7",
                "limit=51",
                "deviceId=x",
                "q=" + "x".repeat(201))) {
            mvc.perform(get("/api/v1/search?" + query).with(owner))
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.code").value("invalid"));
        }
    }

    @Test
    void signsThatMeanSomethingToTheDatabaseAreOnlySigns() {
        EventId event = testing.known(account, Happened.before(kitchen, "A dog", "A dog ran past."));

        for (String text : List.of("dog' | 'x", "dog:*", "dog & !dog", "$nj$ dog", "dog \\", "(dog", "dog\" <-> ?")) {
            assertThat(testing.found(account, text)).as(text).contains(event);
        }
    }
}
