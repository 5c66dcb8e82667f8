using System.Text;
using Runs.Runtime.Journal;

namespace Runs.Journal.Postgres.Writing;

/// <summary>Finds what the database can't hold before it is sent: one such append must not stand in the way of the others of its batch for ever.</summary>
internal static class StorableText
{
    // An entry of an index is at most 2,704 bytes, and has numbers and lengths beside the text.
    private const int MostIndexed = 2_600;

    /// <summary>Why an append can't be stored, or <see langword="null"/>.</summary>
    public static string? Fault(Append append)
    {
        if (append.StreamKey != 0 && append.Row is null && append.Claims.Count == 0 && append.Releases.Count == 0)
            return null;
        try
        {
            return Check(append);
        }
        catch (EncoderFallbackException)
        {
            return $"A text of {Shown(append)} has half a surrogate pair, which is no text. Correct it.";
        }
    }

    private static string? Check(Append append)
    {
        var name = Bytes(append.Entity.Kind) + Bytes(append.Entity.Id);
        if (name > MostIndexed)
            return $"The name of {Shown(append)} has {name} bytes; at most {MostIndexed} can be stored.";
        if (append.Row is { } row)
        {
            _ = Bytes(row.Status) + Bytes(row.Strategy) + Bytes(row.StrategyPath) + Bytes(row.Limits) + Bytes(row.Labels);
            if (TooLong(append, "working directory", row.Cwd, name) is { } cwd)
                return cwd;
            if ((TooLong(append, "owner", row.Owner, name) ?? TooLong(append, "queue", row.Queue, name)) is { } other)
                return other;
        }

        foreach (var release in append.Releases)
        {
            if (TooLong(append, "limit's key", release.LimitKey, 0) is { } limit)
                return limit;
        }

        foreach (var claim in append.Claims)
        {
            _ = Bytes(claim.Step);
            if (TooLong(append, "limit's key", claim.LimitKey, 0) is { } limit)
                return limit;
        }

        return null;
    }

    private static string? TooLong(Append append, string what, string text, int name) =>
        Bytes(text) + name is var bytes && bytes > MostIndexed
            ? $"The {what} of {Shown(append)} is too long: with the name it has {bytes} bytes, and {MostIndexed} can be stored. Use a shorter one."
            : null;

    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(StoredText.Encode(text));

    // It goes into a log, where half a pair has no place.
    private static string Shown(Append append) => append.Entity.ToString() is var name && name.Length > 200 ? "an entity with a long name" : name;
}
