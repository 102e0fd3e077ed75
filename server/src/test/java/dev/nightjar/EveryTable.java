package dev.nightjar;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The tables of the database as they are, so that a new one is looked at without anybody thinking of it. Fills each with
 * a row of an account, made from the types of its columns, and finds what still speaks of the account.
 */
class EveryTable {

    /**
     * Keep no account's data: the tools' own, hashes of what was tried, which end by themselves, and how far housekeeping
     * has come, which each run overwrites, and the server's own keys.
     */
    private static final List<String> OF_NOBODY = List.of(
            "flyway_schema_history",
            "tries",
            "upkeep_places",
            "retention_clock",
            "search_rebuild",
            "listening",
            "push_keys",
            "server_troubles",
            "telegram_bots");

    private static final String JOBS = "scheduled_tasks";
    private static final Instant NEVER = Instant.parse("2999-01-01T00:00:00Z");
    private static final Pattern LITERAL = Pattern.compile("'([^']*)'");

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    EveryTable(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Tables that may keep something of an account. */
    List<String> names() {
        return jdbc.sql("""
                select table_name from information_schema.tables
                where table_schema = current_schema() and table_type = 'BASE TABLE' order by 1
                """).query(String.class).list().stream()
                .filter(name -> !OF_NOBODY.contains(name) && !name.equals(JOBS))
                .toList();
    }

    /** Gives each table a row of the household, where it has none. */
    void fill(Household household) {
        transactions.executeWithoutResult(status -> {
            // rows are made table by table, in no order that foreign keys would accept
            jdbc.sql("set local session_replication_role = replica").update();
            names().stream().filter(table -> count(table, household) == 0).forEach(table -> fill(table, household));
        });
    }

    /** The tables that speak of the household, by account, person or its mark. */
    List<String> speakingOf(Household household) {
        return names().stream().filter(table -> count(table, household) > 0).toList();
    }

    /** The jobs that speak of the household. */
    List<String> jobsOf(Household household) {
        return jdbc.sql("""
                select task_name from scheduled_tasks
                where task_instance ~ :words or convert_from(task_data, 'UTF8') ~ :words
                """)
                .param("words", household.words())
                .query(String.class)
                .list();
    }

    /** Lets the household's jobs be due, however late they were to run. */
    void hurryJobs() {
        jdbc.sql("update scheduled_tasks set execution_time = ? where task_instance <> 'recurring' and not picked")
                .param(Timestamp.from(Instant.EPOCH))
                .update();
    }

    /**
     * Keeps housekeeping away from the made-up rows, some of which say that files are to be deleted.
     *
     * @return whether none is at work any more
     */
    boolean holdHousekeeping() {
        jdbc.sql("update scheduled_tasks set execution_time = ? where task_instance = 'recurring' and not picked")
                .param(Timestamp.from(NEVER))
                .update();
        return jdbc.sql(
                        "select not exists (select 1 from scheduled_tasks where task_instance = 'recurring' and picked)")
                .query(Boolean.class)
                .single();
    }

    void releaseHousekeeping() {
        jdbc.sql("update scheduled_tasks set execution_time = ? where execution_time = ?")
                .params(Timestamp.from(Instant.now()), Timestamp.from(NEVER))
                .update();
    }

    private int count(String table, Household household) {
        return jdbc.sql("select count(*) from %1$s where %1$s::text ~ ?".formatted(table))
                .param(household.words())
                .query(Integer.class)
                .single();
    }

    private void fill(String table, Household household) {
        Map<String, String> columns = jdbc
                .sql("""
                        select column_name, udt_name from information_schema.columns
                        where table_schema = current_schema() and table_name = ? and is_generated = 'NEVER'
                          and is_identity = 'NO'
                        """)
                .param(table)
                .query((row, index) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        List<String> names = List.copyOf(columns.keySet());
        String places = names.stream()
                .map(name -> "cast(? as %s)".formatted(columns.get(name)))
                .collect(Collectors.joining(", "));
        jdbc.sql("insert into %s (%s) values (%s)".formatted(table, String.join(", ", names), places))
                .params(names.stream()
                        .map(name -> value(table, name, columns.getOrDefault(name, ""), household))
                        .toList())
                .update();
    }

    private Object value(String table, String column, String type, Household household) {
        return switch (type) {
            case "uuid" -> id(table, column, household).toString();
            case "text", "varchar" -> word(table, column).orElse("x-" + household.mark());
            case "jsonb" -> "{\"of\": \"%s\"}".formatted(household.mark());
            case "bytea" -> "\\x" + household.mark().toString().replace("-", "");
            case "bool" -> "false";
            // later than now: nothing of it is over
            case "timestamptz" ->
                jdbc.sql("select now() + interval '1 day'").query(String.class).single();
            case "date" -> "2026-03-01";
            case "_text" -> "{x}";
            case "_uuid" -> "{}";
            case "tsvector" -> "x";
            case "int2", "int4", "int8", "float4", "float8", "numeric" -> "1";
            default ->
                throw new IllegalStateException(
                        "Say here what a column of type %s holds, such as %s.%s".formatted(type, table, column));
        };
    }

    private static UUID id(String table, String column, Household household) {
        if (column.equals("account") || table.equals("accounts")) {
            return household.account();
        }
        boolean ofPerson = List.of("person", "invited_by").contains(column) || table.equals("persons");
        return ofPerson ? household.person() : household.mark();
    }

    /** One of the words that the column may hold, where only some are allowed. */
    private Optional<String> word(String table, String column) {
        return jdbc.sql("""
                select pg_get_constraintdef(c.oid) from pg_constraint c
                join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
                where c.conrelid = cast(? as regclass) and c.contype = 'c' and a.attname = ?
                """).params(table, column).query(String.class).list().stream()
                .map(LITERAL::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }

    /**
     * An account with one person.
     *
     * @param mark stands for everything else that is theirs
     */
    record Household(UUID account, UUID person, UUID mark) {

        /** A regular expression for all that speaks of them. */
        String words() {
            return "%s|%s|%s|%s"
                    .formatted(account, person, mark, mark.toString().replace("-", ""));
        }
    }
}
