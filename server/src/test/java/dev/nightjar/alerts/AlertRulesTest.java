package dev.nightjar.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.nightjar.AtOnce;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.ids.DeviceId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@AlertsModuleTest
class AlertRulesTest {

    @Autowired
    private AlertTesting testing;

    @Autowired
    private AlertRules rules;

    @Autowired
    private JdbcClient jdbc;

    private SignedIn owner;
    private DeviceId hall;

    @BeforeEach
    void anAccountWithACamera() {
        owner = testing.owner();
        hall = testing.camera(owner.account(), "Hall");
    }

    @Test
    void whoIsNewIsToldOfPeopleAndOfBlindCamerasAtOnceByAllChannels() throws Exception {
        testing.get("/alert-rules", owner)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items").value(hasSize(2)))
                .andExpect(jsonPath("$.items[0].what.labels").value(contains("person")))
                .andExpect(jsonPath("$.items[0].what.instructions").value(true))
                .andExpect(jsonPath("$.items[0].what.concern").value(1))
                .andExpect(jsonPath("$.items[0].channels").value(contains("telegram", "push")))
                .andExpect(jsonPath("$.items[0].when").value("atOnce"))
                .andExpect(jsonPath("$.items[0].cooldownSeconds").value(300))
                .andExpect(jsonPath("$.items[0].perHour").value(12))
                .andExpect(jsonPath("$.items[0].deviceIds").doesNotExist())
                .andExpect(jsonPath("$.items[0].schedule").doesNotExist())
                .andExpect(jsonPath("$.items[1].what.cameraTrouble").value(true));
    }

    @Test
    void manyWhoAskAtOnceMakeTheFirstRulesOnce() throws Exception {
        List<List<AlertRule>> answers = AtOnce.call(8, number -> () -> rules.list(owner.caller()));

        assertThat(answers).allSatisfy(answer -> assertThat(answer).hasSize(2));
    }

    @Test
    void aRuleIsAddedChangedAndDeleted() throws Exception {
        String id = id(testing.send("POST", "/alert-rules", """
                        {"what":{"labels":["vehicle"]},"deviceIds":["%s"],"channels":["push"],"cooldownSeconds":60,
                         "schedule":{"days":["sat","sun"],"from":"22:00","to":"07:00"}}
                        """.formatted(hall), owner)
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getContentAsString());

        testing.send("PATCH", "/alert-rules/" + id, "{\"enabled\":false,\"schedule\":{},\"deviceIds\":[]}", owner)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.enabled").value(false))
                .andExpect(jsonPath("$.schedule").doesNotExist())
                .andExpect(jsonPath("$.deviceIds").doesNotExist())
                .andExpect(jsonPath("$.what.labels").value(contains("vehicle")))
                .andExpect(jsonPath("$.cooldownSeconds").value(60));
        testing.send("DELETE", "/alert-rules/" + id, "", owner).andExpect(status().isNoContent());
        testing.send("DELETE", "/alert-rules/" + id, "", owner).andExpect(status().isNotFound());
        testing.get("/alert-rules", owner).andExpect(jsonPath("$.items").value(hasSize(2)));
    }

    @Test
    void whoDeletedAllRulesIsGivenNoneAgain() throws Exception {
        for (AlertRule rule : rules.list(owner.caller())) {
            testing.send("DELETE", "/alert-rules/" + rule.id(), "", owner).andExpect(status().isNoContent());
        }

        testing.get("/alert-rules", owner).andExpect(jsonPath("$.items").value(hasSize(0)));
    }

    @Test
    void aSummaryIsToldAtSevenInTheEveningUnlessSaidOtherwise() throws Exception {
        testing.send("POST", "/alert-rules", "{\"when\":\"summary\",\"what\":{\"everythingElse\":true}}", owner)
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.at").value("19:00"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"what\":{}}",
                "{\"what\":{\"labels\":[]}}",
                "{\"what\":{\"labels\":[\"Robert'); drop table\"]}}",
                "{\"what\":{\"concern\":3}}",
                "{\"schedule\":{\"from\":\"22:00\"}}",
                "{\"schedule\":{\"from\":\"24:00\",\"to\":\"07:00\"}}",
                "{\"when\":\"summary\",\"what\":{\"cameraTrouble\":true}}",
                "{\"when\":\"summary\",\"at\":\"7\"}",
                "{\"cooldownSeconds\":-1}",
                "{\"cooldownSeconds\":86401}",
                "{\"perHour\":0}",
                "{\"channels\":[\"pigeon\"]}",
                "{\"deviceIds\":[\"018f0000-0000-7000-8000-000000000000\"]}"
            })
    void whatMakesNoSenseIsRefused(String rule) throws Exception {
        testing.send("POST", "/alert-rules", rule, owner)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("invalid"));
    }

    @Test
    void aCameraOfOthersIsNoneHere() throws Exception {
        DeviceId other = testing.camera(testing.owner().account(), "Attic");

        testing.send("POST", "/alert-rules", "{\"deviceIds\":[\"%s\"]}".formatted(other), owner)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.field").value("deviceIds"));
    }

    @Test
    void thereAreTwentyRulesAtMost() throws Exception {
        for (int rule = 2; rule < 20; rule++) {
            testing.send("POST", "/alert-rules", "{}", owner).andExpect(status().isCreated());
        }

        testing.send("POST", "/alert-rules", "{}", owner)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("tooManyRules"))
                .andExpect(jsonPath("$.limit").value(20));
    }

    @Test
    void rulesOfOthersOfTheAccountAreNeitherSeenNorChanged() throws Exception {
        SignedIn monitor = testing.joins(owner.account(), Role.MONITOR);
        String id = rules.list(owner.caller()).getFirst().id().toString();

        testing.get("/alert-rules", monitor)
                .andExpect(jsonPath("$.items[?(@.id == '%s')]".formatted(id)).isEmpty());
        testing.send("PATCH", "/alert-rules/" + id, "{\"enabled\":false}", monitor)
                .andExpect(status().isNotFound());
        testing.send("DELETE", "/alert-rules/" + id, "", monitor).andExpect(status().isNotFound());
        assertThat(rules.list(owner.caller()).getFirst().enabled()).isTrue();
    }

    @Test
    void rulesAndSnoozesEndWithTheMembership() throws Exception {
        SignedIn monitor = testing.joins(owner.account(), Role.MONITOR);
        rules.list(monitor.caller());
        testing.send("PUT", "/snooze", "{}", monitor).andExpect(status().isOk());

        jdbc.sql("delete from memberships where person = ?")
                .param(monitor.caller().person().value())
                .update();

        for (String table : List.of("alert_people", "alert_rules", "alert_snoozes")) {
            assertThat(jdbc.sql("select count(*) from %s where person = ?".formatted(table))
                            .param(monitor.caller().person().value())
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isZero();
        }
        testing.send("POST", "/alert-rules", "{}", monitor).andExpect(status().isNotFound());
    }

    private static String id(String answer) {
        return JsonPath.read(answer, "$.id");
    }
}
