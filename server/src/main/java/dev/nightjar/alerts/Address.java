package dev.nightjar.alerts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a channel reaches a person: a chat, or a browser.
 *
 * @param name by which its owner knows it, such as “Home” or “Chrome on Android”
 * @param trouble why nothing arrives there any more, in words for its owner; null while it works
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Address(
        UUID id, ChannelKind channel, String name, @Nullable String trouble) {}
