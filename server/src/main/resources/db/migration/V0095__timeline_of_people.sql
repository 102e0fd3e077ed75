-- Which events a person has looked at. Goes with the event, and with the membership.
create table event_reviews (
    account uuid not null,
    event uuid not null,
    person uuid not null,
    reviewed_at timestamptz not null,
    primary key (account, event, person),
    foreign key (account, event) references events (account, id) on delete cascade
);

-- Until when a person has looked through the timeline: what happened later is new. Goes with the membership.
create table timeline_looks (
    account uuid not null,
    person uuid not null,
    looked_at timestamptz not null,
    primary key (account, person)
);

-- What is to be seen in an event, so that the timeline of one label is read as fast as the whole. Goes with the event.
create table event_labels (
    account uuid not null,
    event uuid not null,
    -- in lower case
    label text not null,
    device uuid not null,
    session uuid not null,
    happened_at timestamptz not null,
    primary key (account, event, label),
    foreign key (account, event) references events (account, id) on delete cascade
);

insert into event_labels (account, event, label, device, session, happened_at)
select distinct account, id, lower(label ->> 'name'), device, session, happened_at
from events, jsonb_array_elements(coalesce(findings, verdict) -> 'labels') as label;

-- with the columns by which it is filtered further, so that only what is wanted is read of the events themselves
create index event_labels_newest_first on event_labels (account, label, happened_at desc, event desc)
    include (device, session);

-- so that the planner knows how few half hours there are to count events by
create statistics events_half_hours on (date_bin('30 minutes', happened_at, timestamptz '1970-01-01 00:00Z'))
    from events;
create statistics event_labels_half_hours on (date_bin('30 minutes', happened_at, timestamptz '1970-01-01 00:00Z'))
    from event_labels;

create index events_of_session_newest_first on events (account, session, happened_at desc, id desc);

-- Nobody had a way to say so, and it would have been so for everybody.
alter table events drop column reviewed;
alter table search_entries drop column reviewed;
