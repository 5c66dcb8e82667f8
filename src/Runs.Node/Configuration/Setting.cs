using Runs.Node.Hocon;
using Runs.Node.Hocon.Keys;

namespace Runs.Node.Configuration;

/// <summary>One key of the configuration, bound to the option that it sets.</summary>
/// <param name="Key">The whole key.</param>
/// <param name="Read">Takes the value over into the options.</param>
/// <param name="Write">The option's value, as it would be written in a file.</param>
internal sealed record Setting(KeyPath Key, Func<NodeOptions, Config, NodeOptions> Read, Func<NodeOptions, string> Write);
