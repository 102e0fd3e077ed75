-- Work that was given up: what it was about, and why. An operator can have it done again.
create table dead_letters (
    id uuid primary key,
    kind text not null,
    instance text not null,
    -- ids only; null when it could not be read
    payload jsonb,
    -- of the payload, so that they go with the account
    account uuid,
    cause text not null,
    died_at timestamptz not null,
    replayed_at timestamptz
);

create index dead_letters_died_at on dead_letters (died_at);
create index dead_letters_account on dead_letters (account);

-- How often the round of analysis failed on a worker; the job table counts its own.
alter table events add column analysis_failures integer not null default 0;
