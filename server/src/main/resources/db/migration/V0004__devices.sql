create table devices (
    id uuid primary key,
    account uuid not null,
    name text not null,
    paired_at timestamptz not null,
    revoked_at timestamptz,
    last_seen_at timestamptz,
    -- what the phone last said of itself, such as 'watching'
    last_state text,
    settings_version integer not null default 1,
    pre_seconds integer not null,
    post_seconds integer not null,
    cooldown_seconds integer not null,
    sensitivity text not null
);

create index devices_of_account on devices (account, paired_at);

create table pairing_codes (
    hash bytea primary key,
    account uuid not null,
    name text not null,
    expires_at timestamptz not null
);

create index pairing_codes_of_account on pairing_codes (account);
