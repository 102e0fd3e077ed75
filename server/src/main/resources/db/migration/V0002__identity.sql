-- Who is signed in, on which browser. Tokens are kept as SHA-256 only.
create table sign_ins (
    id uuid primary key,
    token_hash bytea not null unique,
    person uuid not null,
    account uuid not null,
    role text not null check (role in ('OWNER', 'MONITOR')),
    operator boolean not null,
    created_at timestamptz not null,
    used_at timestamptz not null,
    expires_at timestamptz not null
);

create index sign_ins_person on sign_ins (person, used_at desc);
create index sign_ins_expires_at on sign_ins (expires_at);

-- What paired phones carry. A revoked token is kept, so that its phone is told so.
create table device_tokens (
    token_hash bytea primary key,
    device uuid not null,
    account uuid not null,
    created_at timestamptz not null,
    revoked_at timestamptz
);

create index device_tokens_device on device_tokens (device);

-- How often something guessable was tried; the key is a SHA-256, so that no address is kept.
create table tries (
    key bytea primary key,
    count int not null,
    ends_at timestamptz not null
);

create index tries_ends_at on tries (ends_at);
