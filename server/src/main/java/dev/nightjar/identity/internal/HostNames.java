package dev.nightjar.identity.internal;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells names that anybody may own from those that exist only within a network. */
final class HostNames {

    private static final Pattern ADDRESS = Pattern.compile("\\[.*]|\\d{1,3}(\\.\\d{1,3}){3}");

    /** Names below these are registered with nobody: a page on the internet cannot have one. */
    private static final Set<String> PRIVATE = Set.of("local", "localhost", "lan", "home", "internal", "test");

    private HostNames() {}

    /** Whether the host of a request is a name that can be registered; addresses and names without a dot are not. */
    static boolean isPublic(String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
        int dot = name.lastIndexOf('.');
        if (dot < 0 || ADDRESS.matcher(name).matches() || name.endsWith(".home.arpa")) {
            return false;
        }
        return !PRIVATE.contains(name.substring(dot + 1));
    }
}
