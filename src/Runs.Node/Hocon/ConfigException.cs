using Runs.Node.Hocon.Keys;
using Runs.Node.Hocon.Values;

namespace Runs.Node.Hocon;

/// <summary>The configuration cannot be used. The message names the key or place, says what was expected, and never shows a secret.</summary>
internal sealed class ConfigException : Exception
{
    private ConfigException(string code, string message, Origin? origin, KeyPath? key = null, Exception? inner = null)
        : base(message, inner)
    {
        Code = code;
        Origin = origin;
        Key = key;
    }

    /// <summary>One of <see cref="ConfigCodes"/>.</summary>
    public string Code { get; }

    /// <summary>Where the fault stands, if it stands anywhere.</summary>
    public Origin? Origin { get; }

    /// <summary>The key at fault, if the fault is with one.</summary>
    public KeyPath? Key { get; }

    /// <summary>A value that its key does not take.</summary>
    public static ConfigException Invalid(KeyPath key, ConfigValue found, string expected) =>
        new(ConfigCodes.Invalid, $"{found.Origin}: {key} must be {expected}, but is {found.Describe(key)}.", found.Origin, key);

    /// <summary>Text that does not follow the grammar. The problem must not quote values, which may be secrets.</summary>
    public static ConfigException Malformed(Origin origin, string problem) =>
        new(ConfigCodes.Malformed, $"{origin}: {problem}.", origin);

    /// <summary>A key without a value.</summary>
    public static ConfigException Missing(KeyPath key) =>
        new(ConfigCodes.Missing, $"{key} has no value: set it in the configuration file or on the command line.", null, key);

    /// <summary>A key that a later line set to null.</summary>
    public static ConfigException Unset(KeyPath key, Origin origin) =>
        new(ConfigCodes.Missing, $"{origin}: {key} is null, but must have a value.", origin, key);

    /// <summary>A required variable or file that does not exist.</summary>
    public static ConfigException Absent(Origin origin, string problem) =>
        new(ConfigCodes.Missing, $"{origin}: {problem}.", origin);

    /// <summary>A file that exists but cannot be read.</summary>
    public static ConfigException Unreadable(Origin origin, Exception cause) =>
        new(ConfigCodes.Unreadable, $"{origin}: the file cannot be read: {cause.Message}", origin, inner: cause);
}
