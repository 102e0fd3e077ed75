-- What a device last said of itself, beside when and in which state.
alter table devices
    add column last_blind_reason text,
    add column last_session uuid,
    add column last_health jsonb,
    -- whether people were told that it fell silent; it is unset when the device speaks again
    add column silence_told boolean not null default false;

-- Dismissed events whose clips somebody wants after all; the device hears of them with its next heartbeat.
create table wanted_clips (
    account uuid not null,
    event uuid not null,
    device uuid not null,
    until timestamptz not null,
    primary key (account, event)
);

create index wanted_clips_of_device on wanted_clips (device, until);
create index wanted_clips_by_age on wanted_clips (until);
