package dev.nightjar.identity;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The public names that the server answers to. */
@Component
public class KnownHosts {

    private final Set<String> set;
    private final List<OwnNames> own;

    KnownHosts(IdentitySettings settings, ObjectProvider<OwnNames> own) {
        Stream<String> ofAddress = Stream.ofNullable(settings.address()).map(address -> address.getHost());
        this.set = Stream.concat(ofAddress, settings.hosts().stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        this.own = own.stream().toList();
    }

    /** Whether the server is called so. */
    public boolean has(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return set.contains(lower) || own.stream().anyMatch(names -> names.has(lower));
    }
}
