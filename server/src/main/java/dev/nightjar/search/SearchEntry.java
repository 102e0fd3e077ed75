package dev.nightjar.search;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.identity.ids.SessionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is searched of an event.
 *
 * @param change the change of the event of which this tells
 * @param moved whether its trigger was a motion
 * @param heard whether its trigger was a sound
 * @param labels in lower case
 * @param text its words, by weight
 * @param meaning what its findings mean; null without findings, or without a model
 */
record SearchEntry(
        AccountId account,
        EventId event,
        long change,
        DeviceId device,
        SessionId session,
        Instant at,
        boolean moved,
        boolean heard,
        int concern,
        List<String> labels,
        SearchText text,
        byte @Nullable [] meaning) {}
