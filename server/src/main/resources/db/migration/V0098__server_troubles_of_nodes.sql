-- Each node tells of the parts that do not work there; a trouble lasts as long as any of them has it.
drop table server_troubles;
create table server_troubles (
    part text not null,
    node uuid not null,
    -- since when the trouble lasts, at whichever node it began
    since timestamptz not null,
    -- when the node last found it so: one that is gone says nothing any more
    found_at timestamptz not null,
    primary key (part, node)
);
