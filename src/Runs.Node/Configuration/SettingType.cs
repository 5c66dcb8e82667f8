using Runs.Node.Hocon;
using Runs.Node.Hocon.Keys;

namespace Runs.Node.Configuration;

/// <summary>How values of a setting are read and written.</summary>
/// <typeparam name="T">The option's type.</typeparam>
/// <param name="Read">Reads and checks a value.</param>
/// <param name="Write">Writes it so that it can be read again.</param>
internal sealed record SettingType<T>(Func<Config, KeyPath, T> Read, Func<T, string> Write);
