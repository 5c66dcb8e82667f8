using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;
using Runs.Runtime.Journal;

namespace Runs.Journal.Postgres.Schema;

/// <summary>Says in the journal's words what PostgreSQL said in its own. Npgsql puts no password into its messages, and neither does the server.</summary>
internal static class DatabaseFaults
{
    /// <summary>Whether it is an error of the database, and not of this program.</summary>
    public static bool IsFault(Exception error) => error is NpgsqlException or TimeoutException or IOException or SocketException or CryptographicException;

    /// <summary>Whether the server went away in between, so that the same thing may succeed on another connection.</summary>
    public static bool IsLost(Exception error) => error switch
    {
        PostgresException told => told.SqlState.StartsWith("08", StringComparison.Ordinal)
            || told.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow,
        NpgsqlException npgsql => npgsql.InnerException is IOException or SocketException,
        _ => error is IOException or SocketException,
    };

    public static JournalException From(Exception error, JournalPlace place) => error switch
    {
        PostgresException told => Told(told, place),
        NpgsqlException { InnerException: TimeoutException } or TimeoutException =>
            new(DatabaseErrors.Failed, $"The journal in {place} didn't answer in time. Look at its load and at the network in between.", error),
        _ => Unreachable(place, error.Message, error),
    };

    public static JournalException Corrupt(JournalPlace place, string what) =>
        new(DatabaseErrors.Corrupt, $"There is no sound journal in {place}: {what}. It was left as it is; restore it from a backup, or choose another schema.");

    public static JournalException Missing(JournalPlace place) =>
        new(DatabaseErrors.Missing, $"There is no journal in {place}. Check the database and the schema, or start a node on it first.");

    public static JournalException Newer(JournalPlace place, int format, int newest) =>
        new(DatabaseErrors.Newer, $"The journal in {place} has format {format}; this version knows formats up to {newest}. Use a newer version.");

    public static JournalException Older(JournalPlace place, int format, int newest) =>
        new(DatabaseErrors.Older, $"The journal in {place} has format {format}; this version goes on from format {newest - 1}. Run the version that knows format {format + 1} first, and finalize it.");

    public static JournalException Forbidden(JournalPlace place, string what) =>
        new(DatabaseErrors.Forbidden, $"The user may not {what} in {place}. Let the owner of the database grant it.");

    public static JournalException Unsuitable(JournalPlace place, string what) =>
        new(DatabaseErrors.Unsuitable, $"The server of {place} can't hold a journal: {what}.");

    private static JournalException Told(PostgresException told, JournalPlace place) => told.SqlState switch
    {
        PostgresErrorCodes.InsufficientPrivilege => new(DatabaseErrors.Forbidden, $"The user may not do what a journal in {place} needs: {told.MessageText}.", told),
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted =>
            Corrupt(place, told.MessageText),
        PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable =>
            new(DatabaseErrors.Failed, $"The journal in {place} didn't answer in time: {told.MessageText}.", told),
        _ when IsLost(told) || IsRefusal(told.SqlState) => Unreachable(place, told.MessageText, told),
        _ => new(DatabaseErrors.Failed, $"The journal in {place} failed: {told.SqlState} {told.MessageText}.", told),
    };

    // Of the user, of the database, and of one connection more.
    private static bool IsRefusal(string state) =>
        state.StartsWith("28", StringComparison.Ordinal) || state is PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.TooManyConnections;

    private static JournalException Unreachable(JournalPlace place, string why, Exception error) =>
        new(DatabaseErrors.Unreachable, $"The journal in {place} can't be reached: {why.TrimEnd('.')}. Check that the server runs, and the host, the port, the user and the password.", error);
}
