package dev.nightjar.events;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code upkeep_places}: where housekeeping goes on that does not get through in one run. */
@Repository
class UpkeepPlaces {

    private final JdbcClient jdbc;

    UpkeepPlaces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where to go on; empty at the beginning. */
    Optional<String> find(String name) {
        return jdbc.sql("select place from upkeep_places where name = :name")
                .param("name", name)
                .query(String.class)
                .optional();
    }

    /** Notes where to go on; null is the beginning. */
    void put(String name, @Nullable String place) {
        if (place == null) {
            jdbc.sql("delete from upkeep_places where name = :name")
                    .param("name", name)
                    .update();
            return;
        }
        jdbc.sql("""
                        insert into upkeep_places (name, place) values (:name, :place)
                        on conflict (name) do update set place = excluded.place
                        """).param("name", name).param("place", place).update();
    }
}
