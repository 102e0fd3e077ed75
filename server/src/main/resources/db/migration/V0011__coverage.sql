-- when the device last spoke in this session, by the server's clock
alter table sessions add column heard_at timestamptz;

-- Stretches of a session in which its device could not see; until_at is null while it lasts.
create table session_gaps (
    account uuid not null,
    session uuid not null,
    -- made on the phone
    id uuid not null,
    from_at timestamptz not null,
    until_at timestamptz,
    reason text not null,
    primary key (account, session, id),
    foreign key (account, session) references sessions (account, id) on delete cascade
);

create index sessions_of_device on sessions (account, device, started_at desc);
