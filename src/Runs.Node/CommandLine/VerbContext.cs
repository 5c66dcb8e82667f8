using System.CommandLine;
using Runs.Node.Configuration;
using Runs.Node.Terminal;

namespace Runs.Node.CommandLine;

/// <summary>What every verb works with.</summary>
/// <param name="Parsed">The command line.</param>
/// <param name="Options">The configuration.</param>
/// <param name="Streams">Input and output.</param>
/// <param name="AsJson">Whether JSON is wanted.</param>
internal sealed record VerbContext(ParseResult Parsed, NodeOptions Options, StandardStreams Streams, bool AsJson)
{
    /// <summary>How to name the data directory in a command that the user can repeat; empty when it goes without.</summary>
    public string DataArgument =>
        Options.DataDirectory == Path.GetFullPath(DefaultDataDirectory.Path()) ? "" : $" --data {ShellText.Quote(Options.DataDirectory)}";
}
