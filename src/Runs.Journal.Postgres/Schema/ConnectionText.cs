using Runs.Runtime.Journal;

namespace Runs.Journal.Postgres.Schema;

/// <summary>Reads a connection string that somebody wrote.</summary>
internal static class ConnectionText
{
    public static T Parse<T>(Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidCastException or OverflowException or KeyNotFoundException or NotSupportedException or InvalidOperationException)
        {
            // The error's own words may quote what was written, and with it a password.
            throw new JournalException(DatabaseErrors.Unreachable, "The connection isn't in Npgsql's words, such as Host=db;Database=runs;Username=runs. Correct it.");
        }
    }
}
