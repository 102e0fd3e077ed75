package dev.nightjar.alerts;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.PersonId;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code alert_rules}. */
@Repository
class RuleRows {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RuleRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The person's rules, in the order in which they were made. */
    List<AlertRule> of(AccountId account, PersonId person) {
        return jdbc.sql("select rule from alert_rules where account = ? and person = ? order by place")
                .params(account.value(), person.value())
                .query((row, number) -> json.readValue(row.getString("rule"), AlertRule.class))
                .list();
    }

    void add(AccountId account, PersonId person, AlertRule rule) {
        jdbc.sql("insert into alert_rules (account, person, id, rule) values (?, ?, ?, ?::jsonb)")
                .params(account.value(), person.value(), rule.id(), json.writeValueAsString(rule))
                .update();
    }

    void change(AccountId account, PersonId person, AlertRule rule) {
        jdbc.sql("update alert_rules set rule = ?::jsonb where account = ? and person = ? and id = ?")
                .params(json.writeValueAsString(rule), account.value(), person.value(), rule.id())
                .update();
    }

    /** Whether it was there. */
    boolean delete(AccountId account, PersonId person, UUID rule) {
        return jdbc.sql("delete from alert_rules where account = ? and person = ? and id = ?")
                        .params(account.value(), person.value(), rule)
                        .update()
                == 1;
    }
}
