using System.Collections.Immutable;
using Runs.Domain;
using Runs.Domain.Runs;

namespace Runs.Actors.Strategies;

/// <summary>
/// Where the paths that clients send may lead: under one of some directories once all links are followed. What is outside and what
/// isn't there are refused in the same words, so that nobody learns what else the machine holds.
/// </summary>
public sealed class ClientPaths
{
    private readonly ImmutableArray<string> _roots;

    /// <summary>Paths under these directories.</summary>
    /// <param name="roots">Absolute paths of directories that exist. With none, no path is let through.</param>
    /// <param name="isRemote">Whether clients may be on other machines. They are told nothing of what a file holds.</param>
    /// <exception cref="ArgumentException">A root isn't absolute, or there is no such directory.</exception>
    public ClientPaths(IEnumerable<string> roots, bool isRemote)
    {
        _roots = [.. roots.Select(Root)];
        IsRemote = isRemote;
    }

    /// <summary>Whether clients may be on other machines.</summary>
    public bool IsRemote { get; }

    /// <summary>What relative paths are relative to: the first directory. <see langword="null"/> when there is none.</summary>
    public string? Base => _roots is [var first, ..] ? first : null;

    /// <summary>The path without links of what a client named.</summary>
    /// <param name="path">As the client wrote it.</param>
    public RunResult<string> Resolve(string path)
    {
        var real = Base is null || path.Contains('\0', StringComparison.Ordinal) ? null : RealPath.Of(Path.GetFullPath(path, Base));
        return real is not null && _roots.Any(root => IsUnder(root, real))
            ? real
            : new RunError(RunErrors.PathRefused, $"There is nothing under the server's roots at: {path}");
    }

    private static string Root(string path) => Path.IsPathFullyQualified(path) && RealPath.Of(path) is { } real && Directory.Exists(real)
        ? real
        : throw new ArgumentException($"A root must be the absolute path of a directory: {path}", nameof(path));

    private static bool IsUnder(string root, string real) =>
        real.Equals(root, StringComparison.Ordinal)
        || real.StartsWith(root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
