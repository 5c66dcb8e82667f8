namespace Runs.Domain.Strategies;

/// <summary>Paths below a directory, as a strategy may name them.</summary>
internal static class RelativePath
{
    /// <summary>Longest path, in characters: 4,096.</summary>
    public const int MaxLength = 4096;

    /// <summary>Whether a path is relative and has no way up in it. What links there are is seen only where it is used.</summary>
    public static bool IsBelow(string path) =>
        !path.StartsWith('/') && !path.StartsWith('\\') && !path.Contains(':') && !path.Split('/', '\\').Contains("..");
}
