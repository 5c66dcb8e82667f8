using System.Globalization;
using Runs.Runtime.Journal;

namespace Runs.Gateway.Requests.Lists;

/// <summary>A place in a list of runs as clients know it: a time, with the run at that time if there is one.</summary>
internal static class ListPlace
{
    /// <summary>The place after a run.</summary>
    public static string Write(ListingCursor run) => $"{run.StartedAt?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}/{run.Id}";

    /// <summary>The place of a text; <see langword="null"/> when it is none.</summary>
    public static ListingCursor? Parse(string text)
    {
        var parts = text.Split('/', 2);
        if (parts is ["", { Length: > 0 } neverStarted])
            return new ListingCursor(null, neverStarted);
        return DateTimeOffset.TryParse(parts[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? new ListingCursor(at, parts.Length == 2 ? parts[1] : "")
            : null;
    }
}
