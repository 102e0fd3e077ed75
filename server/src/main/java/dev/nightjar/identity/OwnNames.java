package dev.nightjar.identity;

/** Names of this server that are known otherwise than by a setting, such as those of its certificate. */
@FunctionalInterface
public interface OwnNames {

    /** Whether the server is called so; the name is in lower case. */
    boolean has(String name);
}
