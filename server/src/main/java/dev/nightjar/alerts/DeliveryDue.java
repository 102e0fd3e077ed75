package dev.nightjar.alerts;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.AlertId;
import java.util.UUID;

/**
 * The newest version of an alert is to be brought to an address.
 *
 * @param run the number of the job that brings it; one of another number has nothing to do any more
 */
record DeliveryDue(AccountId account, AlertId alert, UUID address, long run) {}
