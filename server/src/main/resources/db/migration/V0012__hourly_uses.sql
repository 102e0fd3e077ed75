-- What counts against a limit per hour, for accounts whose plan has that limit.
create table hourly_uses (
    account uuid not null,
    kind text not null check (kind in ('UPLOAD', 'PREVIEW', 'ANNOUNCEMENT')),
    event uuid not null,
    counted_at timestamptz not null,
    primary key (account, kind, event)
);

insert into hourly_uses (account, kind, event, counted_at)
select account, 'UPLOAD', event, counted_at from uploads;

drop table uploads;
