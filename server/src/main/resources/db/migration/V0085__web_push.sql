-- By what push services know this server: made at the first start, the same for all nodes. One row.
create table push_keys (
    only_one boolean primary key default true check (only_one),
    -- a point of P-256, uncompressed: 65 bytes
    public_key bytea not null,
    -- 32 bytes; a secret
    private_key bytea not null,
    made_at timestamptz not null
);

-- Browsers that take alerts. One belongs to the sign-in by which it subscribed, and ends with it.
create table push_subscriptions (
    id uuid primary key,
    account uuid not null,
    person uuid not null,
    sign_in uuid not null unique references sign_ins on delete cascade,
    -- where its push service takes messages for it; a secret: whoever knows it can have it show something
    endpoint text not null,
    endpoint_hash bytea not null unique,
    -- what messages are encrypted for: a point of P-256, and 16 bytes that only the browser and we know
    browser_key bytea not null,
    browser_secret bytea not null,
    name text not null,
    created_at timestamptz not null,
    renewed_at timestamptz not null,
    -- as the browser said; null: until further notice
    expires_at timestamptz,
    sent_at timestamptz,
    -- why nothing arrives there, in words; null while it works
    trouble text,
    -- when it was last said that its sign-in is about to end
    reminded_at timestamptz
);

create index push_subscriptions_person on push_subscriptions (account, person);
create index push_subscriptions_expires_at on push_subscriptions (expires_at);
