-- What a person is told of one thing: an event, or many of them in a summary. Goes with its event.
create table alerts (
    account uuid not null,
    id uuid not null,
    person uuid not null,
    -- of what it tells; one alert for each
    subject text not null,
    kind text not null check (kind in ('event', 'summary', 'trouble')),
    event uuid,
    device uuid,
    -- by which it is told, or would have been
    rules uuid[] not null,
    -- the alert that tells of it instead
    summary uuid,
    state text not null check (state in ('waiting', 'told', 'counted', 'held')),
    held_for text,
    happened_at timestamptz not null,
    -- of a summary that is told once: when
    due_at timestamptz,
    version bigint not null,
    title text not null,
    text text not null,
    -- what is said besides to whom the first look was told
    correction text,
    first_look boolean not null,
    -- whether it still is something that its person wants to be told
    holds boolean not null,
    picture text,
    clip boolean not null,
    made_at timestamptz not null,
    told_at timestamptz,
    primary key (account, id),
    unique (account, person, subject),
    foreign key (account, person) references alert_people (account, person) on delete cascade,
    foreign key (account, event) references events (account, id) on delete cascade
);

create index alerts_newest on alerts (account, person, made_at desc, id desc);
create index alerts_told on alerts (account, person, told_at) where told_at is not null;
create index alerts_of_event on alerts (account, event);
create index alerts_of_summary on alerts (account, summary) where summary is not null;
create index alerts_by_age on alerts (made_at);

-- What of an alert reached an address.
create table alert_deliveries (
    account uuid not null,
    alert uuid not null,
    address uuid not null,
    channel text not null,
    -- the version that is to be there, and the one that is; 0 before the first
    wanted bigint not null,
    delivered bigint not null default 0,
    -- whether the first that arrived was by the first look, and when it did
    first_look boolean not null default false,
    first_at timestamptz,
    -- by which the channel finds the message again
    reference text,
    queued boolean not null,
    -- counts the jobs, so that each has an id of its own
    run bigint not null,
    -- how often it was in vain since the last that arrived
    tries integer not null default 0,
    ended text check (ended in ('gone', 'refused', 'failed')),
    primary key (account, alert, address),
    foreign key (account, alert) references alerts (account, id) on delete cascade
);

alter table events
    add column first_alert_at timestamptz,
    add column enriched_alert_at timestamptz;
