namespace Runs.Runtime.Blobs;

/// <summary>
/// Large contents in a database, in pieces, so that neither side ever holds one whole. A blob belongs to a group, with which it is deleted,
/// and nobody sees it before it is complete. A failing call throws <see cref="Journal.JournalException"/>.
/// </summary>
public interface IBlobStore
{
    /// <summary>Stores a piece of a blob that isn't complete yet; pieces are numbered from 0. The same piece again replaces it.</summary>
    ValueTask Write(BlobId blob, int piece, ReadOnlyMemory<byte> data, CancellationToken cancellation);

    /// <summary>Makes a blob visible, durably, with all its pieces: so many, of so many bytes together.</summary>
    /// <exception cref="Journal.JournalException">Not all of them are there.</exception>
    ValueTask Complete(BlobId blob, int pieces, long bytes, CancellationToken cancellation);

    /// <summary>The size of a complete blob in bytes; <see langword="null"/> when there is none.</summary>
    ValueTask<long?> Find(BlobId blob, CancellationToken cancellation);

    /// <summary>One piece of a blob; <see langword="null"/> behind the last.</summary>
    ValueTask<ReadOnlyMemory<byte>?> Read(BlobId blob, int piece, CancellationToken cancellation);

    /// <summary>Drops a blob that isn't complete. Dropping none, or one that is complete, changes nothing.</summary>
    ValueTask Discard(BlobId blob, CancellationToken cancellation);

    /// <summary>Deletes all blobs of a group, and returns how many bytes the complete ones had.</summary>
    ValueTask<long> Delete(string group, CancellationToken cancellation);

    /// <summary>Drops what was begun before a time, by the store's clock counted back from now, and never completed. Returns how many blobs.</summary>
    ValueTask<int> Sweep(TimeSpan olderThan, CancellationToken cancellation);
}
