-- until when no credits were left for the event's analysis, where that is why it was skipped
alter table events add column analysis_until timestamptz;
