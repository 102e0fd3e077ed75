-- What keeps a camera from its work, while it lasts: one for each part of it.
create table device_troubles (
    account uuid not null,
    device uuid not null references devices (id) on delete cascade,
    area text not null check (area in ('sight', 'battery', 'queue')),
    kind text not null check (kind in ('silent', 'blind', 'battery', 'queue')),
    -- why the camera does not see, by its own word
    reason text,
    since timestamptz not null,
    -- whether it lasted long enough to be told
    told boolean not null,
    primary key (device, area)
);

create index device_troubles_of_account on device_troubles (account, since);
create index device_troubles_untold on device_troubles (since) where not told;

-- Since when the server has been there to hear its cameras: silence before that is its own.
create table listening (
    -- who listens: 'cameras'
    name text primary key,
    since timestamptz not null,
    last_at timestamptz not null
);
