using System.Globalization;

namespace Runs.Simulation;

/// <summary>Which seeds to run, from the command line.</summary>
internal sealed record SimulationOptions
{
    /// <summary>How many seeds.</summary>
    public int Seeds { get; init; } = 100;

    /// <summary>The first of them.</summary>
    public ulong From { get; init; }

    /// <summary>A file with further seeds, one a line.</summary>
    public string? SeedFile { get; init; }

    /// <summary>Whether to print the trace hash of each seed, to be compared with another process's.</summary>
    public bool PrintsHashes { get; init; }

    /// <summary>The planted bug to look for; <see langword="null"/> for none.</summary>
    public string? Plant { get; init; }

    /// <summary>Whether to look for every planted bug, from the seed on with which it was found before.</summary>
    public bool PlantsAll { get; init; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="ArgumentException">It isn't understood.</exception>
    public static SimulationOptions Parse(string[] args)
    {
        var options = new SimulationOptions();
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--seeds" => options with { Seeds = int.Parse(Value(args, ref i), CultureInfo.InvariantCulture) },
                "--from" => options with { From = ulong.Parse(Value(args, ref i), CultureInfo.InvariantCulture) },
                "--seed" => options with { From = ulong.Parse(Value(args, ref i), CultureInfo.InvariantCulture), Seeds = 1 },
                "--seed-file" => options with { SeedFile = Value(args, ref i) },
                "--plant" => options with { Plant = Value(args, ref i), Seeds = 0 },
                "--plants" => options with { PlantsAll = true, Seeds = 0 },
                "--hashes" => options with { PrintsHashes = true },
                _ => throw new ArgumentException($"Unknown option '{args[i]}'."),
            };
        }

        return options;
    }

    private static string Value(string[] args, ref int i) =>
        ++i < args.Length ? args[i] : throw new ArgumentException($"'{args[i - 1]}' wants a value.");
}
