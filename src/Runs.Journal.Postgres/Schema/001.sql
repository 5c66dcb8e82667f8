-- Format 1. Frozen once released: a later format gets a file of its own, numbered one higher, that nodes of this one can live with.
-- It is run with the journal's schema as the only one in the search path. Times of entities are UTC ticks of 100 ns since 0001-01-01, exact
-- to the tick as they were decided; times of leases are the database's own.

create table meta (
    name  text primary key,
    value bigint not null -- format, shards
);

-- The latest life of each node. A row of few bytes that is renewed in place.
create table nodes (
    name          text primary key,
    incarnation   bigint not null unique,
    address       text not null,
    client_url    text not null,
    version       text not null,
    newest_format integer not null,
    phase         smallint not null,
    lease         interval, -- null: it never runs out
    joined_at     timestamptz not null,
    renewed_at    timestamptz not null
) with (fillfactor = 50);

create sequence incarnations;

-- The fence: an append share-locks the rows of its shards, a takeover updates them.
create table shards (
    shard_id integer primary key,
    epoch    bigint not null,
    owner    bigint not null -- an incarnation; 0 for none
) with (fillfactor = 50);

-- Keys are given out in blocks to the nodes, and never again.
create sequence stream_keys increment by 256;

create table streams (
    stream_key bigint primary key,
    kind       text collate "C" not null,
    id         text collate "C" not null,
    shard_id   integer not null,
    unique (kind, id)
);

-- One row an append, in the order of writing. The key alone is indexed: a second index costs a tenth of what the lane can commit, and only
-- those who read everything want the order of writing.
create sequence positions cache 1;

create table appends (
    stream_key bigint not null,
    first_seq  bigint not null,
    last_seq   bigint not null,
    epoch      bigint not null,
    at         bigint not null,
    pos        bigint not null default nextval('positions'),
    data       bytea not null,
    primary key (stream_key, first_seq)
);

-- The read side. Kind and id are repeated so that the lists are served by one index each. Rows leave the beginning of the indexes by wake-up
-- and by queue all the time, and what is dead there is walked over until it is vacuumed: a fifth of a large table, which PostgreSQL waits
-- for otherwise, would be too much.
create table runs (
    stream_key    bigint primary key,
    kind          text collate "C" not null,
    id            text collate "C" not null,
    status        text not null,
    terminal      boolean not null,
    hidden        boolean not null,
    incarnation   bigint not null,
    strategy      text not null,
    strategy_path text not null,
    cwd           text collate "C" not null,
    owner         text collate "C" not null,
    queue         text collate "C" not null,
    priority      integer not null,
    queued_at     bigint, -- null while it doesn't wait
    limits        text not null, -- keys of limits, one a line
    labels        text not null,
    started_at    bigint not null, -- -1 before the start, so that such streams come last in one order
    ended_at      bigint,
    wake_at       bigint
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

create index runs_by_start on runs (kind, started_at, id);
create index runs_by_cwd on runs (kind, cwd, started_at, id);
create index runs_by_owner on runs (kind, owner, started_at, id);
create index runs_by_wake on runs (wake_at, kind, id) where wake_at is not null;
create index runs_by_queue on runs (queue, priority desc, queued_at, kind, id) where queued_at is not null;

-- A row stays when its slot is given back (stream_key null): it remembers the generation, which must never repeat.
create table permits (
    limit_key  text collate "C" not null,
    slot       integer not null,
    generation bigint not null,
    stream_key bigint,
    step       text not null,
    attempt    integer not null,
    primary key (limit_key, slot)
) with (fillfactor = 50);

create index permits_by_stream on permits (stream_key) where stream_key is not null;

-- Large contents, in pieces. A blob is seen when it is complete.
create table blobs (
    blob_key    bigint generated always as identity primary key,
    blob_group  text collate "C" not null,
    id          text collate "C" not null,
    bytes       bigint, -- null until it is complete
    pieces      integer,
    created_at  timestamptz not null default clock_timestamp(),
    unique (blob_group, id)
);

create table blob_pieces (
    blob_key bigint not null references blobs on delete cascade,
    piece    integer not null,
    data     bytea not null,
    primary key (blob_key, piece)
);

create index blobs_unfinished on blobs (created_at) where bytes is null;

alter table blob_pieces alter column data set storage external;
