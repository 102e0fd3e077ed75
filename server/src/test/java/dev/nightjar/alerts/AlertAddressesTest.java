package dev.nightjar.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.identity.Role;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.ResultActions;

@AlertsModuleTest
class AlertAddressesTest {

    @Autowired
    private AlertTesting testing;

    @Autowired
    private FakeChannel channel;

    private SignedIn owner;
    private UUID phone;

    @BeforeEach
    void aPersonWithAPhone() {
        owner = testing.owner();
        phone = channel.reaches(owner.caller().person());
    }

    @Test
    void aPersonSeesWhereAlertsArrive() throws Exception {
        testing.get("/alert-addresses", owner)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items[*].id").value(contains(phone.toString())))
                .andExpect(jsonPath("$.items[0].channel").value("telegram"));
        testing.get("/alert-addresses", testing.joins(owner.account(), Role.MONITOR))
                .andExpect(jsonPath("$.items").value(hasSize(0)));
    }

    @Test
    void aTestArrivesAndSaysSo() throws Exception {
        test().andExpect(status().isOk()).andExpect(jsonPath("$.result").value("sent"));

        assertThat(channel.arrived(phone))
                .singleElement()
                .satisfies(given -> assertThat(given.text()).isEqualTo("This is a test. Alerts reach you here."));
    }

    @Test
    void whatTheServiceAnswersToATestIsToldInWords() throws Exception {
        channel.answers(phone, () -> new Delivery.Refused("The chat takes no messages."));
        channel.answers(phone, () -> {
            throw new IllegalStateException("No answer");
        });

        test().andExpect(jsonPath("$.result").value("refused"))
                .andExpect(jsonPath("$.text").value("The chat takes no messages."));
        test().andExpect(jsonPath("$.result").value("noAnswer"));
    }

    @Test
    void testsAreLimited() throws Exception {
        for (int test = 0; test < 5; test++) {
            test().andExpect(status().isOk());
        }

        test().andExpect(status().isTooManyRequests());
        assertThat(channel.given(phone)).hasSize(5);
    }

    @Test
    void anAddressOfOthersIsNoneHere() throws Exception {
        SignedIn other = testing.joins(owner.account(), Role.MONITOR);

        testing.send("POST", "/alert-addresses/" + phone + "/test", "", other).andExpect(status().isNotFound());
        assertThat(channel.given(phone)).isEmpty();
    }

    private ResultActions test() throws Exception {
        return testing.send("POST", "/alert-addresses/" + phone + "/test", "", owner);
    }
}
