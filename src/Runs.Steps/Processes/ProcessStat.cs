using System.Globalization;

namespace Runs.Steps.Processes;

/// <summary>What the system says of a process.</summary>
/// <param name="Id">Its id, which others get when it is gone.</param>
/// <param name="State">A letter; Z and X are dead.</param>
/// <param name="Group">Its group.</param>
/// <param name="StartTime">When it started, in clock ticks since the system did: with the id it is never the same for two.</param>
internal readonly record struct ProcessStat(int Id, char State, int Group, long StartTime)
{
    private const int StateField = 3;
    private const int GroupField = 5;
    private const int StartTimeField = 22;

    /// <summary>Whether it can still do something.</summary>
    public bool IsLive => State is not ('Z' or 'X');

    /// <summary>Looks at a process; <see langword="null"/> when there is none.</summary>
    public static ProcessStat? Read(int id)
    {
        try
        {
            return Parse(id, File.ReadAllText($"/proc/{id}/stat"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>All processes that are alive.</summary>
    public static IEnumerable<ProcessStat> Live()
    {
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            var isProcess = int.TryParse(Path.GetFileName(directory.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id);
            if (isProcess && Read(id) is { IsLive: true } stat)
                yield return stat;
        }
    }

    private static ProcessStat Parse(int id, string text)
    {
        // The second field is the name in parentheses, and may have anything in it.
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return new ProcessStat(
            id,
            fields[0][0],
            int.Parse(fields[GroupField - StateField], CultureInfo.InvariantCulture),
            long.Parse(fields[StartTimeField - StateField], CultureInfo.InvariantCulture));
    }
}
