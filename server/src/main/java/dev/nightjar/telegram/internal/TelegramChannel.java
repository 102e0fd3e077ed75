package dev.nightjar.telegram.internal;

import dev.nightjar.alerts.Address;
import dev.nightjar.alerts.AlertMessage;
import dev.nightjar.alerts.Channel;
import dev.nightjar.alerts.ChannelKind;
import dev.nightjar.alerts.Delivery;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.telegram.ChatTrouble;
import dev.nightjar.telegram.LinkedChat;
import dev.nightjar.telegram.LinkedChats;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reaches people in the chats that they linked. Telegram has no way to send a message only once: when its answer is
 * lost, or the program ends before the reference is kept, the message is sent again. Only its first version can come
 * twice; putting the same words in the place of a message again changes nothing.
 */
@Component
@WhenTelegram
class TelegramChannel implements Channel {

    private final LinkedChats chats;
    private final AlertDelivery delivery;
    private final Pacing pacing;

    TelegramChannel(LinkedChats chats, AlertDelivery delivery, Pacing pacing) {
        this.chats = chats;
        this.delivery = delivery;
        this.pacing = pacing;
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.TELEGRAM;
    }

    @Override
    public List<Address> addresses(AccountId account, PersonId person) {
        return chats.of(account, person).stream()
                .map(chat -> new Address(chat.id(), ChannelKind.TELEGRAM, chat.name(), words(chat.trouble())))
                .toList();
    }

    @Override
    public Delivery deliver(UUID address, AlertMessage message, @Nullable String reference) {
        LinkedChat chat = chats.find(address)
                .filter(linked -> linked.account().equals(message.account()))
                .orElse(null);
        if (chat == null) {
            return new Delivery.Gone("The chat was unlinked.");
        }
        if (chat.trouble() != null) {
            return new Delivery.Gone(chat.trouble().words());
        }
        SentMessage before = SentMessage.read(reference)
                .filter(sent -> sent.chat() == chat.chat())
                .orElse(null);
        if (before != null && before.version() >= message.version()) {
            return new Delivery.Sent(before.reference());
        }
        Optional<Duration> wait = pacing.take(chat.chat(), chat.group());
        if (wait.isPresent()) {
            return new Delivery.Later(wait.get());
        }
        Delivery outcome = delivery.deliver(chat, message, before);
        if (outcome instanceof Delivery.Sent) {
            chats.arrived(chat);
        }
        return outcome;
    }

    private static @Nullable String words(@Nullable ChatTrouble trouble) {
        return trouble == null ? null : trouble.words();
    }
}
