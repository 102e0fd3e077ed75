package dev.nightjar.accounts;

import dev.nightjar.identity.ids.AccountId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Finds accounts for the operator. */
@Service
public class AccountSearch {

    private static final Pattern ID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int MOST = 100;

    private final JdbcClient jdbc;

    AccountSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The account of that id, or those to which the person with that e-mail address belongs, the oldest first. */
    public List<Account> find(String idOrEmail) {
        String wanted = idOrEmail.strip();
        boolean isId = ID.matcher(wanted).matches();
        return jdbc.sql(isId ? "select id, name from accounts where id = :wanted" : """
                                select a.id, a.name
                                from persons p join memberships m on m.person = p.id join accounts a on a.id = m.account
                                where p.email = :wanted order by m.created_at limit %d
                                """.formatted(MOST))
                .param("wanted", isId ? UUID.fromString(wanted) : wanted.toLowerCase(Locale.ROOT))
                .query((row, number) ->
                        new Account(new AccountId(row.getObject("id", UUID.class)), row.getString("name")))
                .list();
    }
}
