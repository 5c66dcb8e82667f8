using System.CommandLine;
using Runs.Node.Configuration;
using Runs.Node.Terminal;

namespace Runs.Node.CommandLine;

/// <summary>What every verb works with.</summary>
/// <param name="Parsed">The command line.</param>
/// <param name="Options">The configuration.</param>
/// <param name="Server">The server that the user has named; <see langword="null"/> for the data directory and whoever holds it.</param>
/// <param name="Streams">Input and output.</param>
/// <param name="AsJson">Whether JSON is wanted.</param>
internal sealed record VerbContext(ParseResult Parsed, NodeOptions Options, NamedServer? Server, StandardStreams Streams, bool AsJson)
{
    /// <summary>How to name where the runs are in a command that the user can repeat; empty when it goes without.</summary>
    public string PlaceArgument => Server is not null ? Server.Argument
        : Options.DataDirectory == Path.GetFullPath(DefaultDataDirectory.Path()) ? "" : $" --data {ShellText.Quote(Options.DataDirectory)}";

    /// <summary>The full path of a directory where runs are executed, as the user gave it.</summary>
    /// <exception cref="UserError">It is relative, and runs are executed elsewhere.</exception>
    public string? FullPath(string? given) => given switch
    {
        null => null,
        _ when Server is null => Path.GetFullPath(given),
        _ when Path.IsPathFullyQualified(given) => given,
        _ => throw new UserError("run.cwd", $"The directory {given} is relative, and the server may be elsewhere: give the whole path on its machine."),
    };
}
