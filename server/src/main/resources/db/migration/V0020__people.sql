-- An invitation that was used is no longer needed: its row goes with its use.
delete from invitations where used_at is not null or invited_by not in (select id from persons);

alter table invitations
    -- by which an owner takes it back; the code itself is kept by nobody
    add column id uuid not null default gen_random_uuid() unique,
    drop column used_by,
    drop column used_at,
    add foreign key (invited_by) references persons on delete cascade;

-- Since when a person belongs to no account: whoever is taken in again keeps name and password, the others are forgotten.
alter table persons add column alone_since timestamptz;

-- A link by which a person sets a new password without knowing the old one; its token is kept as SHA-256 only.
create table password_resets (
    token_hash bytea primary key,
    person uuid not null unique references persons on delete cascade,
    expires_at timestamptz not null
);

create index password_resets_expires_at on password_resets (expires_at);
create index sign_ins_account on sign_ins (account);
create index device_tokens_account on device_tokens (account);
