namespace Runs.Journal.Postgres.Blobs;

/// <summary>The statements over the tables of blobs.</summary>
internal static class BlobRows
{
    internal const string Begin = "insert into blobs (blob_group, id) values ($1, $2) on conflict (blob_group, id) do nothing";

    // The row of the blob is held against those who would drop or complete it at the same time.
    internal const string Put = """
        insert into blob_pieces (blob_key, piece, data)
        select blob_key, $3, $4 from blobs where blob_group = $1 and id = $2 and bytes is null for share
        on conflict (blob_key, piece) do update set data = excluded.data
        """;

    // Completing it again, with the same numbers, is what a caller does who never got the answer.
    internal const string Complete = """
        update blobs b set bytes = $4, pieces = $3
        where b.blob_group = $1 and b.id = $2 and (b.bytes is null or (b.bytes = $4 and b.pieces = $3))
          and (select count(*) = $3 and coalesce(max(p.piece), -1) = $3 - 1 and coalesce(sum(octet_length(p.data)), 0) = $4
               from blob_pieces p where p.blob_key = b.blob_key)
        """;

    internal const string Find = "select bytes from blobs where blob_group = $1 and id = $2 and bytes is not null";

    internal const string Read = """
        select b.pieces, p.data
        from blobs b left join blob_pieces p on p.blob_key = b.blob_key and p.piece = $3
        where b.blob_group = $1 and b.id = $2 and b.bytes is not null
        """;

    internal const string Discard = "delete from blobs where blob_group = $1 and id = $2 and bytes is null";

    internal const string Delete = """
        with gone as (delete from blobs where blob_group = $1 returning bytes)
        select coalesce(sum(bytes), 0)::bigint from gone
        """;

    internal const string Sweep = "delete from blobs where bytes is null and created_at < clock_timestamp() - $1";
}
