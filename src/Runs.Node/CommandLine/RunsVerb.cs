using System.CommandLine;

namespace Runs.Node.CommandLine;

/// <summary>A verb that works with runs, wherever they are.</summary>
internal abstract class RunsVerb : Verb
{
    protected RunsVerb(string name, string description, string example)
        : base(name, description, example) => ServerOptions.AddTo(Command);

    /// <inheritdoc/>
    protected override NamedServer? Server(ParseResult parsed) => ServerOptions.Read(parsed);
}
