-- Format 1. Frozen: a later format gets a file of its own, numbered one higher, and this one is never edited again.
-- Times are UTC ticks of 100 ns since 0001-01-01. Tables are rowid tables with integer keys: few dirty pages a commit.

create table meta (
    name  text primary key,
    value integer not null
);

create table nodes (
    incarnation integer primary key,
    name        text    not null,
    started_at  integer not null
);

create table shards (
    shard_id integer primary key,
    epoch    integer not null,
    owner    integer not null -- an incarnation; 0 for none
);

create table streams (
    stream_key integer primary key,
    kind       text    not null,
    id         text    not null,
    shard_id   integer not null,
    unique (kind, id)
);

create table appends (
    pos        integer primary key,
    stream_key integer not null,
    first_seq  integer not null,
    last_seq   integer not null,
    epoch      integer not null,
    at         integer not null,
    data       blob    not null,
    unique (stream_key, first_seq)
);

-- The read side. Kind and id are repeated so that the lists are served by one index each.
create table runs (
    stream_key    integer primary key,
    kind          text    not null,
    id            text    not null,
    status        text    not null,
    terminal      integer not null,
    hidden        integer not null,
    incarnation   integer not null,
    strategy      text    not null,
    strategy_path text    not null,
    cwd           text    not null,
    owner         text    not null,
    queue         text    not null,
    priority      integer not null,
    labels        text    not null,
    started_at    integer not null, -- -1 before the start, so that such streams come last in one order
    ended_at      integer,
    wake_at       integer
);

create index runs_by_start on runs (kind, started_at, id);
create index runs_by_cwd on runs (kind, cwd, started_at, id);
create index runs_by_owner on runs (kind, owner, started_at, id);
create index runs_by_wake on runs (wake_at, kind, id) where wake_at is not null;

-- A row stays when its slot is given back (stream_key null): it remembers the generation, which must never repeat.
create table permits (
    limit_key  text    not null,
    slot       integer not null,
    generation integer not null,
    stream_key integer,
    step       text    not null,
    attempt    integer not null,
    primary key (limit_key, slot)
);

create index permits_by_stream on permits (stream_key) where stream_key is not null;
