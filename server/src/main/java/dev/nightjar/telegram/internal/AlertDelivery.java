package dev.nightjar.telegram.internal;

import dev.nightjar.alerts.AlertMessage;
import dev.nightjar.alerts.Delivery;
import dev.nightjar.identity.PublicAddress;
import dev.nightjar.telegram.LinkedChat;
import dev.nightjar.telegram.LinkedChats;
import dev.nightjar.telegram.internal.MessageSender.Content;
import dev.nightjar.telegram.internal.MessageSender.Outcome;
import dev.nightjar.telegram.internal.SentMessage.Shape;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Brings one message into one chat, as well as the chat takes it: with what it shows or, where Telegram refuses that,
 * with less; in the place of the earlier one or, where that is gone, anew.
 */
@Component
@WhenTelegram
class AlertDelivery {

    /** More answers of other kinds than there are reasons for are nobody's intent. */
    private static final int MOST_TRIES = 8;

    private final MessageSender sender;
    private final LinkedChats chats;
    private final Pacing pacing;
    private final PublicAddress page;

    AlertDelivery(MessageSender sender, LinkedChats chats, Pacing pacing, PublicAddress page) {
        this.sender = sender;
        this.chats = chats;
        this.pacing = pacing;
        this.page = page;
    }

    /**
     * Throws {@link BotAwayException} when nobody answered.
     *
     * @param before the message in whose place it goes; null for a new one
     */
    Delivery deliver(LinkedChat chat, AlertMessage message, @Nullable SentMessage before) {
        Attempt attempt = new Attempt(chat, message, before, link(message));
        for (int i = 0; i < MOST_TRIES; i++) {
            Delivery delivery = outcome(attempt);
            if (delivery != null) {
                return delivery;
            }
        }
        return new Delivery.Refused("Telegram gave no two answers alike.");
    }

    /** What became of it, or null when another way is left. */
    private @Nullable Delivery outcome(Attempt attempt) {
        Outcome outcome;
        try (Showing showing = read(attempt)) {
            outcome = send(attempt, showing);
        }
        return switch (outcome.answer()) {
            case Answers.Done _ ->
                new Delivery.Sent(attempt.sent(outcome.sent()).reference());
            case Answers.Wait(var time) -> {
                pacing.hold(attempt.number, time);
                yield new Delivery.Later(time);
            }
            case Answers.Lost(var trouble) -> {
                chats.mark(attempt.number, trouble);
                yield new Delivery.Gone(trouble.words());
            }
            case Answers.Refused(var words) -> attempt.less() ? null : new Delivery.Refused(words);
            case Answers.NoMessage _ -> attempt.anew();
            case Answers.NoSuchLink _ -> attempt.withoutLink();
            case Answers.Moved(var number) -> {
                chats.move(attempt.number, number);
                yield attempt.movedTo(number);
            }
        };
    }

    private Outcome send(Attempt attempt, Showing showing) {
        AlertMessage message = attempt.message;
        Content content = new Content(
                Words.of(message),
                showing,
                Buttons.of(attempt.chat.id(), message.alert().value(), message.actions(), attempt.link),
                message.version(),
                message.aloud());
        SentMessage before = attempt.before;
        return before == null ? sender.send(attempt.number, content) : sender.replace(before, content);
    }

    /** The first words do not wait for a store of pictures that is away; what is added to them can be tried again. */
    private static Showing read(Attempt attempt) {
        try {
            return Showing.read(attempt.shape(), attempt.message);
        } catch (UncheckedIOException away) {
            if (attempt.before == null) {
                return Showing.NOTHING;
            }
            throw away;
        }
    }

    /** Only a page that phones outside can open is worth a button. */
    private @Nullable String link(AlertMessage message) {
        return page.value()
                .filter(address -> "https".equals(address.getScheme()))
                .filter(address ->
                        address.getHost() != null && address.getHost().contains("."))
                .map(address -> address + message.path())
                .orElse(null);
    }

    /** How it is tried, and what was learned so far. */
    private static final class Attempt {

        private final LinkedChat chat;
        private final AlertMessage message;
        private final List<Shape> shapes;
        private long number;
        private @Nullable SentMessage before;
        private @Nullable String link;
        private int shape;
        private boolean refused;

        Attempt(LinkedChat chat, AlertMessage message, @Nullable SentMessage before, @Nullable String link) {
            this.chat = chat;
            this.message = message;
            this.before = before;
            this.link = link;
            this.number = chat.chat();
            this.refused = before != null && before.shape() == Shape.BARE;
            this.shapes = refused ? List.of(Shape.TEXT) : Showing.shapes(chat, message);
        }

        Shape shape() {
            return shapes.get(shape);
        }

        /** What then stands in the chat: that pictures were refused is kept, so that they are not sent in vain again. */
        SentMessage sent(SentMessage sent) {
            return refused && sent.shape() == Shape.TEXT
                    ? new SentMessage(sent.chat(), sent.message(), Shape.BARE, sent.version(), "")
                    : sent;
        }

        /** Whether there is less to try. */
        boolean less() {
            refused = true;
            shape++;
            return shape < shapes.size();
        }

        @Nullable
        Delivery anew() {
            before = null;
            return null;
        }

        @Nullable
        Delivery withoutLink() {
            link = null;
            return null;
        }

        /** Messages of before stay in the old group. */
        @Nullable
        Delivery movedTo(long other) {
            number = other;
            before = null;
            return null;
        }
    }
}
