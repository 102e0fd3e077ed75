create table sessions (
    account uuid not null,
    -- made on the phone
    id uuid not null,
    device uuid not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    -- the settings in force, as they were at the start
    settings jsonb not null,
    primary key (account, id)
);

create index sessions_newest_first on sessions (account, started_at desc, id desc);
create index sessions_open on sessions (device) where ended_at is null;
