create table events (
    account uuid not null,
    -- made on the phone
    id uuid not null,
    device uuid not null,
    session uuid not null,
    state text not null check (state in
        ('announced', 'uploading', 'processing', 'done', 'dismissed', 'failed', 'expired')),
    -- grows by one with every change of the event
    change bigint not null default 1,
    happened_at timestamptz not null,
    trigger jsonb not null,
    clip jsonb,
    analysis text not null check (analysis in ('none', 'pending', 'done', 'skipped', 'failed')),
    analysis_code text,
    analysis_text text,
    -- how often the event was sent to analysis; each round is a job of its own
    analysis_round integer not null default 0,
    -- attempts within the round
    analysis_tries integer not null default 0,
    -- the attempt whose result is awaited; a result of any other comes too late
    analysis_attempt text,
    findings jsonb,
    poster_key text,
    reviewed boolean not null default false,
    triggered_at timestamptz,
    clip_ready_at timestamptz,
    announced_at timestamptz not null,
    uploaded_at timestamptz,
    analysis_started_at timestamptz,
    done_at timestamptz,
    -- when the state last moved
    moved_at timestamptz not null,
    primary key (account, id)
);

create index events_newest_first on events (account, happened_at desc, id desc);
create index events_of_device_newest_first on events (account, device, happened_at desc, id desc);
create index events_unfinished on events (moved_at) where state in ('announced', 'uploading', 'processing');

-- so that a phone which announces a deleted event again hears that it is gone
create table deleted_events (
    account uuid not null,
    id uuid not null,
    deleted_at timestamptz not null,
    primary key (account, id)
);

create index deleted_events_by_age on deleted_events (deleted_at);
