-- A chat in which one person is told of one account. Of each account a chat has one row, so that a group in which several
-- of its people are is told once.
create table telegram_chats (
    id uuid primary key,
    account uuid not null,
    person uuid not null,
    -- as Telegram numbers it; a group that is upgraded gets another
    chat bigint not null,
    -- who linked it, as Telegram numbers people: whose buttons count
    telegram_user bigint not null,
    is_group boolean not null,
    name text not null,
    media text not null check (media in ('NONE', 'PICTURE', 'CLIP')),
    linked_at timestamptz not null,
    last_message_at timestamptz,
    -- why nothing arrives there any more; null while it works
    trouble text check (trouble in ('BLOCKED', 'REMOVED', 'DELETED', 'MISSING', 'MUTED')),
    trouble_since timestamptz,
    unique (account, chat)
);

create index telegram_chats_person on telegram_chats (account, person);
create index telegram_chats_chat on telegram_chats (chat);

-- A link by which a person brings a chat; its token is kept as SHA-256 only.
create table telegram_links (
    token_hash bytea primary key,
    account uuid not null,
    person uuid not null,
    expires_at timestamptz not null
);

create index telegram_links_person on telegram_links (account, person);
create index telegram_links_expires_at on telegram_links (expires_at);

-- How far the messages to a bot were read, and how that goes: the same for all nodes, of which one reads.
create table telegram_bots (
    bot bigint primary key,
    -- what it is called at Telegram; null until it was asked
    name text,
    next_update bigint not null,
    -- when the last one came; after a week without any, Telegram may begin to count anywhere
    taken_at timestamptz,
    -- why its messages cannot be read, in words for the operator; null while they can
    trouble text
);
