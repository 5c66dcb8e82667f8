using Npgsql;
using Runs.Journal.Postgres.Reading;
using Runs.Journal.Postgres.Schema;
using Runs.Runtime.Blobs;
using Runs.Runtime.Journal;

namespace Runs.Journal.Postgres.Blobs;

/// <summary>Blobs in the journal's database, over a few connections of their own: neither the lane nor a lease ever waits for one.</summary>
internal sealed class PostgresBlobStore(PostgresDatabase database) : IBlobStore
{
    public async ValueTask Write(BlobId blob, int piece, ReadOnlyMemory<byte> data, CancellationToken cancellation) => await database.Blobs<bool>(
        async (connection, token) =>
        {
            if (await Put(connection, blob, piece, data, token) == 0)
            {
                await Of(BlobRows.Begin, blob).Do(connection, token);
                if (await Put(connection, blob, piece, data, token) == 0)
                    throw new JournalException(DatabaseErrors.Failed, $"The blob {blob.Id} of {blob.Group} is complete already; nothing is added to it.");
            }

            return true;
        },
        cancellation);

    public async ValueTask Complete(BlobId blob, int pieces, long bytes, CancellationToken cancellation)
    {
        if (pieces == 0)
            await database.Blobs((connection, token) => Of(BlobRows.Begin, blob).Do(connection, token), cancellation);
        if (await database.Blobs((connection, token) => Of(BlobRows.Complete, blob).With(pieces).With(bytes).Do(connection, token), cancellation) == 0)
            throw new JournalException(DatabaseErrors.Failed, $"Not all of the blob {blob.Id} of {blob.Group} is there: {bytes} bytes in {pieces} pieces were expected. Store it again.");
    }

    public ValueTask<long?> Find(BlobId blob, CancellationToken cancellation) => database.Read<long?>(
        async (connection, token) => await Of(BlobRows.Find, blob).Rows(connection, row => row.GetInt64(0), token) is [var bytes] ? bytes : null, cancellation);

    public ValueTask<ReadOnlyMemory<byte>?> Read(BlobId blob, int piece, CancellationToken cancellation) => database.Read<ReadOnlyMemory<byte>?>(
        async (connection, token) =>
        {
            var found = await Of(BlobRows.Read, blob).With(piece).Rows(connection, row => (Pieces: row.GetInt32(0), Data: row.IsDBNull(1) ? null : row.GetFieldValue<byte[]>(1)), token);
            if (found is not [var (pieces, data)] || piece >= pieces)
                return null;
            return data ?? throw DatabaseFaults.Corrupt(database.Place, $"piece {piece} of the blob {blob.Id} of {blob.Group} is missing");
        },
        cancellation);

    public async ValueTask Discard(BlobId blob, CancellationToken cancellation) =>
        await database.Blobs((connection, token) => Of(BlobRows.Discard, blob).Do(connection, token), cancellation);

    public async ValueTask<long> Delete(string group, CancellationToken cancellation) =>
        (await database.Blobs((connection, token) => new Query(BlobRows.Delete).With(group).Rows(connection, row => row.GetInt64(0), token), cancellation)).Single();

    public ValueTask<int> Sweep(TimeSpan olderThan, CancellationToken cancellation) =>
        database.Blobs((connection, token) => new Query(BlobRows.Sweep).With((TimeSpan?)olderThan).Do(connection, token), cancellation);

    private static ValueTask<int> Put(NpgsqlConnection connection, BlobId blob, int piece, ReadOnlyMemory<byte> data, CancellationToken cancellation) =>
        Of(BlobRows.Put, blob).With(piece).With(data).Do(connection, cancellation);

    private static Query Of(string text, BlobId blob) => new Query(text).With(blob.Group).With(blob.Id);
}
