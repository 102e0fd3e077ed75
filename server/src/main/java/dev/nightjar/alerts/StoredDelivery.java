package dev.nightjar.alerts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code alert_deliveries}.
 *
 * @param wanted the version that is to be there
 * @param delivered the version that is; 0 before the first
 * @param firstLook whether the first that arrived was by the first look
 * @param reference by which the channel finds the message again
 * @param queued whether a job cares for it
 * @param tries how often it was in vain since the last that arrived
 */
record StoredDelivery(
        DeliveryDue due,
        ChannelKind channel,
        long wanted,
        long delivered,
        boolean firstLook,
        @Nullable Instant firstAt,
        @Nullable String reference,
        boolean queued,
        int tries) {}
