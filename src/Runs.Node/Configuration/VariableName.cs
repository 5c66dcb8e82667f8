using Runs.Node.Hocon;
using Runs.Node.Hocon.Keys;

namespace Runs.Node.Configuration;

/// <summary>Reads the name of an environment variable that holds a secret.</summary>
internal static class VariableName
{
    /// <summary>The name; empty when it is. A secret that was put there by mistake is refused in most cases, and never shown.</summary>
    /// <param name="config">The object.</param>
    /// <param name="key">Its key, whose name must be one that hides its value.</param>
    /// <param name="secret">What the variable holds, such as "the key".</param>
    public static string Read(Config config, KeyPath key, string secret)
    {
        var variable = config.GetStringOrNull(key) ?? "";
        return variable.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_')
            ? variable
            : throw config.Invalid(key, $"the name of an environment variable (capital letters, digits and underscores), never {secret} itself");
    }
}
