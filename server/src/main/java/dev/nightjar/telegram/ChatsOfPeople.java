package dev.nightjar.telegram;

import dev.nightjar.identity.MembershipEnded;
import dev.nightjar.jobs.Recurring;
import java.time.Duration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets chats go with those whom they tell, and links that were never used with their time. */
@Component
class ChatsOfPeople implements Recurring {

    private final LinkedChatRows chats;
    private final ChatLinks links;

    ChatsOfPeople(LinkedChatRows chats, ChatLinks links) {
        this.chats = chats;
        this.links = links;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void membershipEnded(MembershipEnded ended) {
        chats.deleteOf(ended.account(), ended.person());
        links.deleteOf(ended.account(), ended.person());
    }

    @Override
    public String name() {
        return "telegram-housekeeping";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        links.dropEnded();
    }
}
