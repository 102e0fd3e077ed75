alter table events
    -- a few small pictures of the clip side by side, and how many
    add column strip_key text,
    add column strip_frames integer not null default 0 check (strip_frames between 0 and 16),
    -- the findings as a file
    add column findings_key text;
