namespace Runs.Checkers;

/// <summary>What the command line asks for.</summary>
internal sealed record CheckOptions
{
    /// <summary>How it is used.</summary>
    public const string Usage = """
        Say what to check: a data directory, or --postgres CONNECTION [--schema NAME]; the connection may come from RUNS_CONNECTION instead.
        --over says that every run in it should have ended. --promises shows what is checked.
        """;

    /// <summary>The data directory; <see langword="null"/> for a database.</summary>
    public string? Directory { get; init; }

    /// <summary>Where the database is, in Npgsql's words; <see langword="null"/> for a data directory.</summary>
    public string? Connection { get; init; }

    /// <summary>The schema that has the journal's tables.</summary>
    public string Schema { get; init; } = "runs";

    /// <summary>Whether every run should have ended.</summary>
    public bool IsOver { get; init; }

    /// <summary>Whether only the promises are asked for.</summary>
    public bool WantsPromises { get; init; }

    /// <summary>Reads the arguments; <see langword="null"/> for those that make no sense.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="connection">The connection of the environment.</param>
    public static CheckOptions? Parse(IReadOnlyList<string> arguments, string? connection)
    {
        var options = new CheckOptions();
        for (var at = 0; at < arguments.Count; at++)
        {
            var value = arguments.ElementAtOrDefault(at + 1);
            switch (arguments[at])
            {
                case "--promises":
                    options = options with { WantsPromises = true };
                    break;
                case "--over":
                    options = options with { IsOver = true };
                    break;
                case "--postgres" when value?.StartsWith('-') == false:
                    options = options with { Connection = arguments[++at] };
                    break;
                case "--postgres" when connection is not null:
                    options = options with { Connection = connection };
                    break;
                case "--schema" when value is not null:
                    options = options with { Schema = arguments[++at] };
                    break;
                case var directory when !directory.StartsWith('-') && options.Directory is null:
                    options = options with { Directory = directory };
                    break;
                default:
                    return null;
            }
        }

        return options.WantsPromises || (options.Directory is null) != (options.Connection is null) ? options : null;
    }
}
