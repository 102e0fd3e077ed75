-- one row per account; its lock makes the numbers gapless and visible in their order
create table change_counters (
    account uuid primary key,
    latest bigint not null
);

create table changes (
    account uuid not null,
    n bigint not null,
    kind text not null,
    id uuid not null,
    primary key (account, n)
);
