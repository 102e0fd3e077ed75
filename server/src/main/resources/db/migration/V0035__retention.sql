-- Retention goes account by account and in each from the oldest, by the server's clock: a phone's may be wrong.
create index events_by_age on events (account, announced_at, id);

-- The device of a deleted event whose files are still to be deleted; null when none are, or a job of its own does that.
alter table deleted_events add column device uuid;
create index deleted_events_with_files on deleted_events (deleted_at) where device is not null;

-- when the server first heard of the session
alter table sessions add column created_at timestamptz not null default now();
create index sessions_by_age on sessions (created_at);

-- How far housekeeping has come that takes more than one run; one row for each kind.
create table upkeep_places (
    name text primary key,
    place text not null
);

-- What the server's clock said when something was last to be deleted for its age, so that a jump of it is noticed. One row.
create table retention_clock (
    only_one boolean primary key default true check (only_one),
    -- until when the clock was believed
    trusted_at timestamptz not null,
    seen_at timestamptz not null,
    -- how long the clock has gone on evenly since it jumped; null while it is believed
    steady_seconds bigint
);

-- few devices are removed, and only those are looked for
create index devices_removed on devices (revoked_at) where revoked_at is not null;
