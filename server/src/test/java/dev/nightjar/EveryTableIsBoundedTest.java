package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What bounds each table is written down in docs/retention.md; no table may grow for ever unseen. */
class EveryTableIsBoundedTest {

    private static final Path PAGE = Path.of("..", "docs", "retention.md");
    private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\| (\\S.*) \\|$", Pattern.MULTILINE);

    private final DriverManagerDataSource database =
            new DriverManagerDataSource(TestDatabase.create().url(), "postgres", "");

    @Test
    void whatBoundsItIsSaidOfEveryTable() throws IOException {
        Flyway.configure().dataSource(database).load().migrate();

        assertThat(described().keySet())
                .as("docs/retention.md says under “Every table” what bounds each. A new table needs a row there, and "
                        + "something that keeps it from growing for ever; a table that is gone needs none.")
                .containsExactlyInAnyOrderElementsOf(tables());
    }

    private List<String> tables() {
        return JdbcClient.create(database)
                .sql("select table_name from information_schema.tables where table_schema = 'public'")
                .query(String.class)
                .list();
    }

    private static Map<String, String> described() throws IOException {
        String page = Files.readString(PAGE);
        Map<String, String> bounds = new TreeMap<>();
        ROW.matcher(page.substring(page.indexOf("## Every table")))
                .results()
                .forEach((MatchResult row) -> bounds.put(row.group(1), row.group(2)));
        return bounds;
    }
}
