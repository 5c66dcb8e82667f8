namespace Runs.Node.Hocon.Parsing;

/// <summary>How much may still be read. Shared by a file and all that it includes, since a few small files can include each other's copies without end.</summary>
internal sealed class ByteBudget
{
    /// <summary>The bytes that are left.</summary>
    public int Left { get; private set; } = ConfigLimits.Bytes;

    /// <summary>Takes bytes that were read.</summary>
    /// <exception cref="ConfigException"><c>config.malformed</c>: there are not so many left.</exception>
    public void Spend(int bytes, Origin source)
    {
        Left -= bytes;
        if (Left < 0) throw ConfigException.Malformed(source, $"a configuration with its includes may hold at most {ConfigLimits.Bytes} bytes");
    }
}
