using Runs.Node.Hocon;

namespace Runs.Node.Configuration;

/// <summary>The configuration files that are part of the program.</summary>
internal static class BuiltInFile
{
    /// <summary>Every key with its default.</summary>
    public const string Reference = "reference.conf";

    /// <summary>The scripted models.</summary>
    public const string Models = "models.conf";

    /// <summary>Reads one of them.</summary>
    public static ConfigLayer Read(string name)
    {
        using var stream = typeof(BuiltInFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not part of the program.");
        using var reader = new StreamReader(stream);
        return ConfigLayer.FromText(reader.ReadToEnd(), name);
    }
}
