-- Who has rules: made with the first ones, and locked while it is decided what the person is told. Ends with the membership.
create table alert_people (
    account uuid not null,
    person uuid not null,
    made_at timestamptz not null,
    primary key (account, person),
    foreign key (account, person) references memberships (account, person) on delete cascade
);

create table alert_rules (
    account uuid not null,
    person uuid not null,
    id uuid not null,
    -- what was made later stands below
    place bigint generated always as identity,
    rule jsonb not null,
    primary key (account, person, id),
    foreign key (account, person) references alert_people (account, person) on delete cascade
);

create table alert_snoozes (
    account uuid not null,
    person uuid not null,
    -- null: all cameras
    device uuid,
    since timestamptz not null,
    -- null: until the person says
    until timestamptz,
    unique nulls not distinct (account, person, device),
    foreign key (account, person) references alert_people (account, person) on delete cascade
);
