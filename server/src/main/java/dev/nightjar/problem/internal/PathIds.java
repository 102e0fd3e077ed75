package dev.nightjar.problem.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.spi.LoggingEventBuilder;

/** What the address of a request is about, for the log: {@code /events/ID} is about {@code event=ID}. */
final class PathIds {

    /** Nothing but ids: the rest of an address is anybody's words. */
    private static final Pattern ID =
            Pattern.compile("/([a-z]{1,20})s/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?=/|$)");

    private PathIds() {}

    /** The line with the ids of the path. */
    static LoggingEventBuilder name(String path, LoggingEventBuilder line) {
        LoggingEventBuilder named = line;
        for (Map.Entry<String, String> id : of(path).entrySet()) {
            named = named.addKeyValue(id.getKey(), id.getValue());
        }
        return named;
    }

    /** The ids by the name of what they belong to, in the order of the path. */
    private static Map<String, String> of(String path) {
        Map<String, String> ids = new LinkedHashMap<>();
        Matcher found = ID.matcher(path);
        while (found.find()) {
            ids.put(found.group(1), found.group(2));
        }
        return ids;
    }
}
