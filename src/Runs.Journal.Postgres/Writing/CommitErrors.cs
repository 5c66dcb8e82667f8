using Npgsql;

namespace Runs.Journal.Postgres.Writing;

/// <summary>
/// The errors after which nothing can have been stored. An error of a statement aborts its transaction, so that these are refusals to begin or to
/// go on; whatever isn't listed, and whatever ends the session, leaves the outcome unknown: it may have come after the commit.
/// </summary>
internal static class CommitErrors
{
    private const string Error = "ERROR";

    private static readonly HashSet<string> Harmless =
    [
        PostgresErrorCodes.ReadOnlySqlTransaction,
        PostgresErrorCodes.SerializationFailure,
        PostgresErrorCodes.DeadlockDetected,
        PostgresErrorCodes.LockNotAvailable,
        PostgresErrorCodes.ObjectInUse,
        // A commit that has begun can't be cancelled: it says so in a warning, and is a commit.
        PostgresErrorCodes.QueryCanceled,
    ];

    // Values, syntax and rights, resources, limits.
    private static readonly string[] HarmlessClasses = ["22", "42", "53", "54"];

    /// <summary>Whether the transaction was aborted because of what it found: something isn't as an append says, and which one a look will tell.</summary>
    public static bool IsRefusal(PostgresException error) =>
        IsError(error) && error.SqlState is PostgresErrorCodes.InvalidTextRepresentation or PostgresErrorCodes.UniqueViolation;

    /// <summary>Whether nothing was stored.</summary>
    public static bool IsHarmless(PostgresException error) =>
        IsError(error) && (Harmless.Contains(error.SqlState) || HarmlessClasses.Any(kind => error.SqlState.StartsWith(kind, StringComparison.Ordinal)));

    private static bool IsError(PostgresException error) => error.InvariantSeverity == Error;
}
