using System.Collections.Immutable;

namespace Runs.Domain.Plans;

/// <summary>
/// Finds which arguments of a shell decide what code it runs: everything up to the script, or the script's file, which is the first
/// argument that is no option. What follows are the script's own parameters, where any text is safe.
/// </summary>
internal static class ShellScript
{
    private static readonly ImmutableArray<string> Shells = ["sh", "bash", "dash", "zsh", "ksh"];

    /// <summary>How many of the leading arguments decide the code; 0 when the command is no shell.</summary>
    public static int CodeArguments(string command, IReadOnlyList<string> args)
    {
        if (!Shells.Contains(command[(command.LastIndexOf('/') + 1)..]))
            return 0;

        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] is "--" or "-")
                return Math.Min(i + 2, args.Count);
            if (!IsOption(args[i]))
                return i + 1;
            i += ValuesOf(args[i]);
        }

        return args.Count;
    }

    private static bool IsOption(string arg) => arg.StartsWith('-') || arg.StartsWith('+');

    /// <summary>How many arguments an option takes for itself, as in <c>-euo pipefail</c>.</summary>
    private static int ValuesOf(string option) => option.StartsWith("--", StringComparison.Ordinal)
        ? option is "--rcfile" or "--init-file" ? 1 : 0
        : option.Count(letter => letter is 'o' or 'O');
}
