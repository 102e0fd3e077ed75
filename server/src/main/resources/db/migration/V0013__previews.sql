alter table events
    -- how many preview frames are stored
    add column previews integer not null default 0 check (previews between 0 and 3),
    add column feedback text check (feedback in ('falseAlarm'));

-- Why an event fired: asked for by few, so it is not read with every event.
create table event_reasons (
    account uuid not null,
    event uuid not null,
    why jsonb not null,
    primary key (account, event),
    foreign key (account, event) references events (account, id) on delete cascade
);
