-- Since when an owner wants the device to watch no more; unset when it said that it stopped.
alter table devices add column stop_asked_at timestamptz;
