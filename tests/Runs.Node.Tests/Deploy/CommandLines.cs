using Runs.Node.CommandLine;
using Runs.Node.Terminal;

namespace Runs.Node.Tests.Deploy;

/// <summary>The program's own reading of command lines that are written elsewhere.</summary>
internal static class CommandLines
{
    private static readonly RunsCommandLine Program = new(StandardStreams.Open());

    /// <summary>What makes no sense in the arguments of <c>runs</c>.</summary>
    public static IReadOnlyList<string> Mistakes(string[] arguments) => Program.Mistakes(arguments);
}
