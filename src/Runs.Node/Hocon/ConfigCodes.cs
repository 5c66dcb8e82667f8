namespace Runs.Node.Hocon;

/// <summary>The stable codes that a configuration error carries; scripts and documentation may rely on them.</summary>
internal static class ConfigCodes
{
    /// <summary>A value is there, but it is not what its key takes.</summary>
    public const string Invalid = "config.invalid";

    /// <summary>The text cannot be understood at all.</summary>
    public const string Malformed = "config.malformed";

    /// <summary>A key, a variable or a file that must be there is not.</summary>
    public const string Missing = "config.missing";

    /// <summary>A file is there, but the operating system does not let us read it.</summary>
    public const string Unreadable = "config.unreadable";

    /// <summary>A key that nothing reads, most often a misspelt one.</summary>
    public const string UnknownKey = "config.unknown-key";
}
