using Runs.Node.Hocon.Keys;
using Runs.Node.Hocon.Parsing;
using Runs.Node.Hocon.Values;

namespace Runs.Node.Hocon.Formats;

/// <summary>Lists of texts.</summary>
internal static class StringListFormat
{
    private const string Expected = "a list of texts, such as [a, b]";

    /// <summary>Reads the value of a key.</summary>
    /// <exception cref="ConfigException"><c>config.invalid</c>.</exception>
    public static IReadOnlyList<string> Read(KeyPath key, ConfigValue value)
    {
        var list = value switch
        {
            ConfigList written => written,
            ConfigScalar scalar => Parse(key, scalar),
            _ => throw ConfigException.Invalid(key, value, Expected),
        };
        return [.. list.Items.Select(item => ReadItem(key, item, value))];
    }

    // Of an item that came as text only the whole value is shown, because only the whole knows whether it is a secret.
    private static string ReadItem(KeyPath key, ConfigValue item, ConfigValue value) => item is ConfigScalar scalar
        ? scalar.Text
        : throw ConfigException.Invalid(key, value is ConfigList ? item : value, Expected);

    private static ConfigList Parse(KeyPath key, ConfigScalar value)
    {
        if (!value.Text.StartsWith('[')) throw ConfigException.Invalid(key, value, Expected);

        try
        {
            return new DocumentParser(new Cursor(value.Text, value.Origin), Includes.None).ReadLoneList();
        }
        catch (ConfigException malformed) when (malformed.Code == ConfigCodes.Malformed)
        {
            throw ConfigException.Invalid(key, value, Expected);
        }
    }
}
