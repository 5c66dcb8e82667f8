using System.Globalization;
using Runs.Simulation.Worlds;

namespace Runs.Simulation;

/// <summary>Which worlds to run, from the command line.</summary>
internal sealed record SimulationOptions
{
    /// <summary>How many seeds.</summary>
    public int Seeds { get; init; } = 100;

    /// <summary>The first of them.</summary>
    public ulong From { get; init; }

    /// <summary>How many nodes a world has.</summary>
    public int Nodes { get; init; } = 3;

    /// <summary>A file with further seeds, one a line.</summary>
    public string? SeedFile { get; init; }

    /// <summary>Whether to print the trace hash of each seed, to be compared with another process's.</summary>
    public bool PrintsHashes { get; init; }

    /// <summary>Whether to print what happens in the worlds.</summary>
    public bool PrintsTrace { get; init; }

    /// <summary>How many worlds run side by side.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The planted bug to look for; <see langword="null"/> for none.</summary>
    public string? Plant { get; init; }

    /// <summary>Whether to look for every planted bug, with the seed first with which it was found before.</summary>
    public bool LooksForPlants { get; init; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="ArgumentException">It isn't understood.</exception>
    public static SimulationOptions Parse(string[] args)
    {
        var options = new SimulationOptions();
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--seeds" => options with { Seeds = Number(args, ref i) },
                "--from" => options with { From = ulong.Parse(Value(args, ref i), CultureInfo.InvariantCulture) },
                "--seed" => options with { From = ulong.Parse(Value(args, ref i), CultureInfo.InvariantCulture), Seeds = 1 },
                "--nodes" => options with { Nodes = Number(args, ref i) },
                "--threads" => options with { Threads = Number(args, ref i) },
                "--seed-file" => options with { SeedFile = Value(args, ref i) },
                "--plant" => options with { Plant = Value(args, ref i) },
                "--plants" => options with { LooksForPlants = true },
                "--hashes" => options with { PrintsHashes = true },
                "--trace" => options with { PrintsTrace = true, Threads = 1 },
                _ => throw new ArgumentException($"Unknown option '{args[i]}'."),
            };
        }

        return options;
    }

    /// <summary>The worlds, in order.</summary>
    public IReadOnlyList<WorldSeed> Worlds()
    {
        var worlds = Enumerable.Range(0, Seeds).Select(i => new WorldSeed(From + (ulong)i, Nodes)).ToList();
        if (SeedFile is not null)
            worlds.AddRange(File.ReadLines(SeedFile).Where(line => line.Length > 0 && line[0] != '#').Select(line => WorldSeed.Parse(line.Split(' ')[0], Nodes)));
        return worlds;
    }

    private static int Number(string[] args, ref int i) => int.Parse(Value(args, ref i), CultureInfo.InvariantCulture);

    private static string Value(string[] args, ref int i) =>
        ++i < args.Length ? args[i] : throw new ArgumentException($"'{args[i - 1]}' wants a value.");
}
