-- Each node tells of the parts that do not work there; a trouble lasts as long as any of them has it. What is there already is
-- of a node that is gone: it is over unless a node finds it again.
alter table server_troubles
    add column node uuid not null default gen_random_uuid(),
    -- when the node last found it so: one that is gone says nothing any more
    add column found_at timestamptz not null default now(),
    drop constraint server_troubles_pkey,
    add primary key (part, node);

alter table server_troubles
    alter column node drop default,
    alter column found_at drop default;
