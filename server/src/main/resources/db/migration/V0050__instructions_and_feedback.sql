-- What the owner wants to be told: for a camera, in its settings, and for one session only.
update devices set settings = settings || jsonb '{"instructions": []}';
update sessions set settings = settings || jsonb '{"instructions": []}';
alter table sessions add column instructions jsonb not null default '[]';

-- A thumb with a reason, and the findings of that moment, which another analysis may replace.
alter table events
    drop constraint events_feedback_check,
    alter column feedback type jsonb using
        case when feedback is null then null else jsonb_build_object('thumb', 'down', 'reason', feedback) end,
    add column feedback_on jsonb,
    add column feedback_at timestamptz;
