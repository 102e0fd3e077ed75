-- People, households, and who belongs to which.
create table persons (
    id uuid primary key,
    email text not null unique check (email = lower(email)),
    name text not null,
    password_hash text not null,
    operator boolean not null,
    created_at timestamptz not null
);

create table accounts (
    id uuid primary key,
    name text not null,
    created_at timestamptz not null
);

create table memberships (
    account uuid not null references accounts on delete cascade,
    person uuid not null references persons on delete cascade,
    role text not null check (role in ('OWNER', 'MONITOR')),
    created_at timestamptz not null,
    primary key (account, person)
);

create index memberships_person on memberships (person);

-- An invitation's code is shown once and kept as SHA-256 only.
create table invitations (
    code_hash bytea primary key,
    account uuid not null references accounts on delete cascade,
    role text not null check (role in ('OWNER', 'MONITOR')),
    invited_by uuid not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_by uuid,
    used_at timestamptz
);

create index invitations_account on invitations (account);
create index invitations_expires_at on invitations (expires_at);
