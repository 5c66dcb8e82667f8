namespace Runs.Node.Hocon.Parsing;

/// <summary>What it means that an included file does not exist.</summary>
internal enum MissingFile
{
    /// <summary>The include counts as not written.</summary>
    Ignored,

    /// <summary>The configuration cannot be used.</summary>
    Refused,
}
