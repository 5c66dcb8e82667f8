namespace Runs.Node.Hocon;

/// <summary>Bounds that keep a broken or hostile file from exhausting memory or the stack.</summary>
internal static class ConfigLimits
{
    /// <summary>How many bytes one file and all that it includes may hold together: 1 MiB.</summary>
    public const int Bytes = 1024 * 1024;

    /// <summary>How many characters the substitutions of one configuration may produce together: 1 Mi.</summary>
    public const int SubstitutedCharacters = 1024 * 1024;

    /// <summary>How deep objects, lists and dotted keys may nest: 64.</summary>
    public const int Depth = 64;

    /// <summary>How many files may be open at once, each included by the one before: 16.</summary>
    public const int IncludeDepth = 16;

    /// <summary>How many substitutions may lead on to one another: 32.</summary>
    public const int ReferenceDepth = 32;
}
