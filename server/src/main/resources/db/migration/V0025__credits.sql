-- Which plan an account has, and by which clock its months turn. An account without a row has the standard plan.
create table account_plans (
    account uuid primary key,
    plan text,
    time_zone text,
    changed_at timestamptz not null
);

-- Append-only. Each reservation is closed once: settled when its clip was analysed, released when it was not.
create table credit_ledger (
    account uuid not null,
    event uuid not null,
    -- from 1: after a release the same event can be reserved for anew
    number integer not null check (number > 0),
    kind text not null check (kind in ('reserved', 'settled', 'released')),
    -- held, charged, or given back; a plan without a monthly limit holds none
    credits integer not null check (credits >= 0),
    device uuid not null,
    -- of the reservation, in the account's time zone; its month is the one that is charged
    day date not null,
    at timestamptz not null,
    closes boolean generated always as (kind <> 'reserved') stored,
    primary key (account, event, number, closes)
);

create unique index credit_ledger_charged_once on credit_ledger (account, event) where kind = 'settled';

-- rows lie in the order of their time, so the smallest index does
create index credit_ledger_by_age on credit_ledger using brin (at);

-- The ledger summed up, so that neither a reservation nor the usage screen reads it from the beginning.
create table credit_months (
    account uuid not null,
    month date not null check (extract(day from month) = 1),
    reserved integer not null default 0 check (reserved >= 0),
    used integer not null default 0 check (used >= 0),
    primary key (account, month)
);

create table credit_days (
    account uuid not null,
    day date not null,
    device uuid not null,
    credits integer not null check (credits >= 0),
    events integer not null check (events >= 0),
    primary key (account, day, device)
);
