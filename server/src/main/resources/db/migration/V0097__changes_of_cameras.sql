-- Of which camera and session a change is, for who listens to one of them only; neither for what is of several.
alter table changes
    add column device uuid,
    add column session uuid;

-- in which the event of an alert happened
alter table alerts add column session uuid;

update alerts set session = events.session
from events where events.account = alerts.account and events.id = alerts.event;

update changes set device = events.device, session = events.session
from events where changes.kind = 'EVENT' and events.account = changes.account and events.id = changes.id;

update changes set device = sessions.device, session = sessions.id
from sessions where changes.kind = 'SESSION' and sessions.account = changes.account and sessions.id = changes.id;

update changes set device = alerts.device, session = alerts.session
from alerts where changes.kind = 'ALERT' and alerts.account = changes.account and alerts.id = changes.id;

update changes set device = id where kind = 'DEVICE';
