-- What is new to somebody is counted by the index alone: what was dismissed is not.
create index events_newest_first_with_state on events (account, happened_at desc, id desc) include (state);
drop index events_newest_first;
alter index events_newest_first_with_state rename to events_newest_first;
