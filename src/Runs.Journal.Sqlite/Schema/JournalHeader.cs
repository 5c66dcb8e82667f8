using System.Buffers.Binary;
using Runs.Journal.Sqlite.Native;

namespace Runs.Journal.Sqlite.Schema;

/// <summary>
/// Reads the first bytes of a database before SQLite opens it, because opening a damaged or foreign one may already change it.
/// Offsets are those of SQLite's file format.
/// </summary>
internal static class JournalHeader
{
    private const int Size = 100;
    private const int LargestPage = 65536;

    internal static void Check(string path)
    {
        // Asked first: a checkpoint that ends in between must not make a sound journal look short.
        var hasWal = HasWal(path);
        Span<byte> header = stackalloc byte[Size];
        long length;
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            length = file.Length;
            if (file.ReadAtLeast(header, Size, throwOnEndOfStream: false) < Size)
                throw JournalFaults.Corrupt(path, "it is shorter than a header");
        }
        if (!header.StartsWith("SQLite format 3\0"u8))
            throw JournalFaults.Corrupt(path, "it is no SQLite database");
        if (Number(header, 68) != JournalFormat.ApplicationId)
            throw JournalFaults.Corrupt(path, "it is a database of another program");
        if (Number(header, 60) is var version && version > JournalFormat.Version)
            throw JournalFaults.Newer(path, version);
        // With a WAL, an interrupted checkpoint may leave the file shorter than its header says; the rest is in the WAL.
        if (!hasWal)
            CheckLength(path, header, length);
    }

    private static void CheckLength(string path, ReadOnlySpan<byte> header, long length)
    {
        var sizeIsValid = Number(header, 24) == Number(header, 92);
        if (!sizeIsValid)
            return;
        var page = BinaryPrimitives.ReadUInt16BigEndian(header[16..]) is var stored && stored == 1 ? LargestPage : stored;
        var expected = (long)Number(header, 28) * page;
        if (length < expected)
            throw JournalFaults.Corrupt(path, $"it has {length} bytes of {expected}");
    }

    internal static bool HasWal(string path) => new FileInfo(path + "-wal") is { Exists: true, Length: > 0 };

    private static uint Number(ReadOnlySpan<byte> header, int offset) => BinaryPrimitives.ReadUInt32BigEndian(header[offset..]);
}
