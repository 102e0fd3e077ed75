package dev.nightjar.telegram.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A chat as the stub of the Bot API keeps it. */
class StubChat {

    final long id;
    final String type;
    final String name;
    final ConcurrentSkipListMap<Integer, Written> messages = new ConcurrentSkipListMap<>();

    /** Why the bot may not write here, as Telegram says it; null while it may. */
    volatile @Nullable String forbidden;

    /** The number that the group has now; null while it has its own. */
    volatile @Nullable Long movedTo;

    /** How many more messages are answered with 429. */
    volatile int flooded;

    volatile boolean takesMedia = true;

    StubChat(long id, String type, String name) {
        this.id = id;
        this.type = type;
        this.name = name;
    }

    /** What stands in the chat, in its order: each message with all that it said, one after the other. */
    List<Written> inOrder() {
        return new ArrayList<>(new TreeMap<>(messages).values());
    }

    Written last() {
        return messages.lastEntry().getValue();
    }

    /**
     * A message as it stands there.
     *
     * @param kind {@code text}, {@code photo} or {@code video}
     * @param content of the photo or video; empty without
     * @param editable whether the bot may still change it
     */
    record Written(
            int id,
            String kind,
            String text,
            byte[] content,
            JsonNode markup,
            JsonNode entities,
            boolean silent,
            int edits,
            boolean editable) {

        boolean says(Written other) {
            return kind.equals(other.kind)
                    && text.equals(other.text)
                    && markup.equals(other.markup)
                    && java.util.Arrays.equals(content, other.content);
        }

        List<String> labels() {
            return buttons("text");
        }

        /** What the buttons carry. */
        List<String> data() {
            return buttons("callback_data");
        }

        List<String> links() {
            return buttons("url");
        }

        private List<String> buttons(String property) {
            List<String> found = new ArrayList<>();
            for (JsonNode row : markup.path("inline_keyboard")) {
                for (JsonNode button : row) {
                    if (button.has(property)) {
                        found.add(button.path(property).asString());
                    }
                }
            }
            return found;
        }
    }
}
