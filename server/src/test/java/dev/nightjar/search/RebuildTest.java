package dev.nightjar.search;

import static dev.nightjar.search.SearchTesting.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.TestCallers;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.search.SearchTesting.Happened;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

@SearchModuleTest
class RebuildTest {

    @Autowired
    private SearchTesting testing;

    @Autowired
    private TestCallers callers;

    @Autowired
    private Rebuild rebuild;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MockMvc mvc;

    private AccountId account;
    private DeviceId camera;

    @BeforeEach
    void nothingUnfinished() {
        eventually(() -> assertThat(rebuild.state().finishedAt()).isNotNull());
        account = TestCallers.newAccount();
        camera = testing.camera(account, "Hall");
    }

    @Test
    void theOperatorHasAllWrittenAnewAndSeesHowFarItIs() throws Exception {
        EventId event = testing.event(account, Happened.before(camera, "Pancakes", "A woman baked pancakes."));

        mvc.perform(post("/api/v1/admin/search/rebuild").with(callers.operator()))
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.expected").isNumber());

        eventually(() -> mvc.perform(get("/api/v1/admin/search/rebuild").with(callers.operator()))
                .andExpect(jsonPath("$.finishedAt").exists())
                .andExpect(jsonPath("$.withoutMeaning").value(0)));
        assertThat(testing.found(account, "pancake")).containsExactly(event);
    }

    @Test
    void aRunThatWasInterruptedGoesOnWhereItStoodWithoutDoingItsFirstPartAgain() {
        for (int i = 0; i < RebuildJob.BATCH + 20; i++) {
            testing.event(account, Happened.before(camera, "Dog " + i, "A dog ran past."));
        }
        EventId first = oldest();
        // as a program leaves it that is killed after its first batch, its job lost with the job table
        jdbc.sql("""
                        update search_rebuild set run = gen_random_uuid(), finished_at = null, account = ?, event = ?,
                            written = 200, without_meaning = 0, expected = 220
                        """).params(account.value(), first.value()).update();

        rebuild.start();

        eventually(() -> assertThat(rebuild.state().finishedAt()).isNotNull());
        assertThat(rebuild.state().written()).isGreaterThanOrEqualTo(200 + RebuildJob.BATCH + 19);
        assertThat(jdbc.sql("select count(*) from search_entries where account = ?")
                        .param(account.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(RebuildJob.BATCH + 19);
        assertThat(jdbc.sql("select count(*) from search_entries where event = ?")
                        .param(first.value())
                        .query(Integer.class)
                        .single())
                .as("what was seen to before is not seen to again")
                .isZero();
    }

    private EventId oldest() {
        return new EventId(jdbc.sql("select id from events where account = ? order by id limit 1")
                .param(account.value())
                .query(java.util.UUID.class)
                .single());
    }
}
