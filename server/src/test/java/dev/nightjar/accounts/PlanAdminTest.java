package dev.nightjar.accounts;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.TestCallers;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.transaction.support.TransactionTemplate;

@AccountsModuleTest
class PlanAdminTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestCallers callers;

    @Autowired
    private PersonRows rows;

    @Autowired
    private MemberRows members;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private Clock clock;

    private AccountId account;
    private String email;

    @BeforeEach
    void newAccountOfAPerson() {
        Instant now = clock.instant();
        Person person = new Person(
                new PersonId(TestCallers.newId()), "ada-%s@example.org".formatted(UUID.randomUUID()), "Ada", false);
        account = TestCallers.newAccount();
        email = person.email();
        rows.insert(person, "no password fits", now);
        rows.insert(new Account(account, "Ada's home"), now);
        transactions.executeWithoutResult(status -> members.join(account, person.id(), Role.OWNER, now));
    }

    @Test
    void theOperatorFindsAnAccountByItsIdOrTheAddressOfAPerson() throws Exception {
        for (String of : new String[] {account.toString(), email, " " + email.toUpperCase(java.util.Locale.ROOT)}) {
            find(of).andExpect(status().isOk())
                    .andExpect(jsonPath("$.length()").value(1))
                    .andExpect(jsonPath("$[0].account.id").value(account.toString()))
                    .andExpect(jsonPath("$[0].usage.plan.name").value("home"))
                    .andExpect(jsonPath("$[0].usage.usedSeconds").value(0));
        }
        find("nobody@example.org").andExpect(jsonPath("$.length()").value(0));
    }

    @Test
    void theOperatorGivesAnAccountAnotherPlan() throws Exception {
        change(account, "plus")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.usage.plan.name").value("plus"))
                .andExpect(jsonPath("$.usage.leftSeconds").value(36000));

        find(email).andExpect(jsonPath("$[0].usage.plan.name").value("plus"));
        mvc.perform(get("/api/v1/plan").with(callers.person(account, Role.OWNER)))
                .andExpect(jsonPath("$.name").value("plus"))
                .andExpect(jsonPath("$.monthlySeconds").value(36000));
    }

    @Test
    void thereAreOnlyThePlansThatAreOfferedAndTheAccountsThatAreThere() throws Exception {
        change(account, "gold")
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.detail").value("There is no plan 'gold'. There are: free, home, plus."));
        change(TestCallers.newAccount(), "plus").andExpect(status().isNotFound());
        mvc.perform(get("/api/v1/admin/plans").with(callers.operator()))
                .andExpect(jsonPath("$.length()").value(3));
    }

    @Test
    void anOwnerIsNoOperator() throws Exception {
        mvc.perform(get("/api/v1/admin/accounts").param("of", email).with(callers.person(account, Role.OWNER)))
                .andExpect(status().isForbidden());
    }

    private ResultActions find(String of) throws Exception {
        return mvc.perform(get("/api/v1/admin/accounts").param("of", of).with(callers.operator()));
    }

    private ResultActions change(AccountId of, String plan) throws Exception {
        return mvc.perform(put("/api/v1/admin/accounts/" + of + "/plan")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"plan\":\"%s\"}".formatted(plan))
                .with(callers.operator()));
    }
}
