using System.Globalization;

namespace Runs.Simulation.Worlds;

/// <summary>What a world is made from. Written as <c>seed</c> or <c>seed/nodes</c>.</summary>
internal readonly record struct WorldSeed(ulong Seed, int Nodes)
{
    /// <summary>Reads one; without a number of nodes it has as many as are given.</summary>
    public static WorldSeed Parse(string text, int nodes)
    {
        var parts = text.Split('/');
        return new(ulong.Parse(parts[0], CultureInfo.InvariantCulture), parts is [_, var count] ? int.Parse(count, CultureInfo.InvariantCulture) : nodes);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Seed}/{Nodes}");
}
