-- Format 2: which runs wait in which queue. Frozen, as 001.sql is. What format 1 had waits for nothing.

alter table runs add column queued_at integer; -- null while it doesn't wait
alter table runs add column limits text not null default ''; -- keys of limits, one a line

create index runs_by_queue on runs (queue, priority desc, queued_at, kind, id) where queued_at is not null;
