package dev.nightjar.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightjar.storage.UploadGrant;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an announcement.
 *
 * @param upload leave to upload the clip, or null when none is wanted (any more)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnnouncedEvent(Event event, @Nullable UploadGrant upload) {}
