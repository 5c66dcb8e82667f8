using System.CommandLine;
using Runs.Domain.Identity;
using Runs.Node.Terminal;

namespace Runs.Node.CommandLine;

/// <summary>One verb: its command line, and what it does.</summary>
internal abstract class Verb
{
    /// <summary>Makes a verb whose help says what it does and shows an example.</summary>
    protected Verb(string name, string description, string example)
    {
        Command = new Command(name, $"{description}\n\nExample:\n  {example}");
        CommonOptions.AddTo(Command);
    }

    /// <summary>Its command line.</summary>
    public Command Command { get; }

    /// <summary>Binds the command line to what it does.</summary>
    public Command On(StandardStreams streams)
    {
        Command.SetAction((parsed, _) =>
            Execute(new VerbContext(parsed, CommonOptions.Read(parsed, IsSetting, Settings(parsed)), Server(parsed), streams, CommonOptions.AsJson(parsed))));
        foreach (var verb in Subverbs)
            Command.Add(verb.On(streams));
        return Command;
    }

    /// <summary>The server that is named; <see langword="null"/> for none.</summary>
    protected virtual NamedServer? Server(ParseResult parsed) => null;

    /// <summary>Whether what <c>--set</c> was given is of the configuration.</summary>
    protected virtual bool IsSetting(string set) => true;

    /// <summary>What options of its own set of the configuration, as key=value.</summary>
    protected virtual IEnumerable<string> Settings(ParseResult parsed) => [];

    /// <summary>The verbs that follow it on the command line.</summary>
    protected virtual IEnumerable<Verb> Subverbs => [];

    /// <summary>Does it; the result is the exit code.</summary>
    protected abstract Task<int> Execute(VerbContext context);

    /// <summary>The argument that names a run.</summary>
    protected static Argument<string> RunArgument(string description = "The run's id; runs list shows them.") =>
        new("ID") { Description = description };

    /// <summary>A run's id as the user wrote it.</summary>
    /// <exception cref="UserError">It is no id.</exception>
    protected static RunId ParseRun(string text) => RunId.TryParse(text, out var run, out var error) ? run : throw UserError.Of(error);
}
