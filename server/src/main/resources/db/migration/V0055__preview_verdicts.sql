alter table events
    -- what was decided by the preview frames, why, and what they show
    add column verdict jsonb,
    add column previewed_at timestamptz,
    add column judged_at timestamptz;
