-- Both are trusted: whoever may create in the database may add them. Azure wants them on the server's list of allowed
-- extensions first (deploy/azure/database.bicep).
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

-- What is searched of each event that came to an end; goes with it.
create table search_entries (
    account uuid not null,
    event uuid not null,
    -- grows with each entry, so that the pages of one answer leave out what came after the first
    added bigint generated always as identity,
    -- the change of the event of which this tells
    change bigint not null,
    device uuid not null,
    session uuid not null,
    happened_at timestamptz not null,
    moved boolean not null,
    heard boolean not null,
    concern smallint not null,
    reviewed boolean not null,
    labels text[] not null,
    words tsvector not null,
    -- what its findings mean: 384 signed bytes; null without findings, or where the model could not be loaded
    meaning bytea,
    -- by the database's clock
    written_at timestamptz not null,
    primary key (account, event),
    foreign key (account, event) references events (account, id) on delete cascade
);

create index search_entries_words on search_entries using gin (account, words);
create index search_entries_newest on search_entries (account, happened_at desc, event desc);
create index search_entries_added on search_entries (account, added);
create index search_entries_written on search_entries (account, written_at);

-- The words that the events of an account have, so that a mistyped one is compared with them.
create table search_words (
    account uuid not null,
    word text not null,
    stem text not null,
    primary key (account, word)
);

create index search_words_stem on search_words (account, stem);

-- How far writing all entries anew has come. One row.
create table search_rebuild (
    only_one boolean primary key default true check (only_one),
    run uuid not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    -- the last event that was written
    account uuid not null,
    event uuid not null,
    written bigint not null,
    -- of these, how many have findings that could not be compared by meaning
    without_meaning bigint not null,
    -- how many there were at the start
    expected bigint not null
);

-- events of before are to be found as well
insert into search_rebuild (run, started_at, finished_at, account, event, written, without_meaning, expected)
select gen_random_uuid(), now(), case when count(*) = 0 then now() end,
    '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 0, 0, count(*)
from events;
