package dev.nightjar.alerts;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.PersonId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The channels that there are, none at worst: then people are told in the page. */
@Component
class Channels {

    private final ObjectProvider<Channel> channels;

    Channels(ObjectProvider<Channel> channels) {
        this.channels = channels;
    }

    /** Where the person is reached, those in trouble included. */
    List<Address> addresses(AccountId account, PersonId person) {
        return channels.stream()
                .flatMap(channel -> channel.addresses(account, person).stream())
                .toList();
    }

    /** Where the person is reached by one of these channels. */
    List<Address> working(AccountId account, PersonId person, Collection<ChannelKind> kinds) {
        return addresses(account, person).stream()
                .filter(address -> kinds.contains(address.channel()) && address.trouble() == null)
                .toList();
    }

    /** The channel of that kind which reaches the address; nothing when neither is there any more. */
    Optional<Channel> of(AccountId account, PersonId person, ChannelKind kind, UUID address) {
        return channels.stream()
                .filter(channel -> channel.kind() == kind
                        && channel.addresses(account, person).stream()
                                .anyMatch(each -> each.id().equals(address)))
                .findFirst();
    }
}
