-- the uploads of the last hour, for accounts whose plan limits them
create table uploads (
    account uuid not null,
    event uuid not null,
    counted_at timestamptz not null,
    primary key (account, event)
);
