package dev.nightjar.events;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;

/** The files of a deleted event are to go. The payload of a job: fields are added, never renamed. */
record DeletedClip(AccountId account, DeviceId device, EventId event) {}
