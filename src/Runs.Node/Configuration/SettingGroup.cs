using Runs.Node.Hocon.Keys;

namespace Runs.Node.Configuration;

/// <summary>The settings of one options record, which stand within one key.</summary>
/// <typeparam name="TOptions">The record.</typeparam>
/// <param name="within">That key.</param>
/// <param name="get">Where the record stands.</param>
/// <param name="put">Puts another one there.</param>
internal sealed class SettingGroup<TOptions>(
    string within, Func<NodeOptions, TOptions> get, Func<NodeOptions, TOptions, NodeOptions> put)
{
    /// <summary>A setting of the group.</summary>
    public Setting Of<T>(string key, SettingType<T> type, Func<TOptions, T> read, Func<TOptions, T, TOptions> with)
    {
        var path = KeyPath.Parse(within).Append(key);
        return new(
            path,
            (options, config) => put(options, with(get(options), type.Read(config, path))),
            options => type.Write(read(get(options))));
    }
}
