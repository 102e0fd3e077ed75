-- Parts of the server that do not work, and since when.
create table server_troubles (
    part text primary key,
    since timestamptz not null
);
