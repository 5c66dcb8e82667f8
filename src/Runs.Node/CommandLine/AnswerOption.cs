using System.CommandLine;

namespace Runs.Node.CommandLine;

/// <summary>The option with which answers are given in advance.</summary>
internal static class AnswerOption
{
    /// <summary>Makes it.</summary>
    public static Option<string[]> Create() => new("--answer")
    {
        HelpName = "TEXT",
        Description = "Answers the next question of a person's step. May be given again, for one question each. Without one, a terminal is asked; without a terminal the run is left waiting.",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };
}
