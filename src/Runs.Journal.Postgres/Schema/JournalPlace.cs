using System.Text.RegularExpressions;
using Npgsql;
using Runs.Runtime.Journal;

namespace Runs.Journal.Postgres.Schema;

/// <summary>Where a journal is, in words that may be shown: no user, and never a password.</summary>
internal sealed partial record JournalPlace(string Host, string Database, string Schema)
{
    /// <summary>The schema as SQL names it.</summary>
    public string Identifier => $"\"{Schema}\"";

    public static JournalPlace Of(NpgsqlConnectionStringBuilder connection, string schema)
    {
        if (!Names().IsMatch(schema) || schema.StartsWith("pg_", StringComparison.Ordinal))
            throw new JournalException(DatabaseErrors.Unsuitable, "The schema's name may have lower-case letters, digits and underscores, up to 63, begins with no digit and not with pg_. Choose another.");
        return new JournalPlace(connection.Host ?? "", connection.Database ?? connection.Username ?? "", schema);
    }

    public override string ToString() => $"schema {Schema} of database {Database} at {Host}";

    // They are written into statements and settings, so nothing is allowed that would have to be escaped.
    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$")]
    private static partial Regex Names();
}
