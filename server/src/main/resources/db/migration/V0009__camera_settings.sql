-- Settings are kept whole; the version stays a column, since it is counted up in the database.
alter table devices add column settings jsonb;

update devices set settings = jsonb_build_object(
    'version', settings_version, 'preSeconds', pre_seconds, 'postSeconds', post_seconds,
    'cooldownSeconds', cooldown_seconds, 'sensitivity', lower(sensitivity));

-- what settings of before have not said is as it was then
update devices set settings = settings || jsonb '{"extension": true, "motion": {}, "sound": {"on": false, "leastDb": -65},
    "mask": [], "camera": {"facing": "environment", "height": 720, "frameRate": 24, "microphone": true}}';

update sessions set settings = settings || jsonb '{"extension": true, "motion": {}, "sound": {"on": false, "leastDb": -65},
    "mask": [], "camera": {"facing": "environment", "height": 720, "frameRate": 24, "microphone": true}}';

alter table devices
    alter column settings set not null,
    drop column pre_seconds,
    drop column post_seconds,
    drop column cooldown_seconds,
    drop column sensitivity;
