using System.CommandLine;
using Runs.Node.Graphs;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Shows what depends on what in a strategy, before anything of it is executed.</summary>
internal sealed class GraphVerb : Verb
{
    private readonly Argument<string> _file = new("FILE") { Description = "The strategy: .yaml, .yml, .json or .jsonc." };
    private readonly Option<string?> _model = new("--model") { HelpName = "MODEL", Description = "A model that replaces that of every agent." };
    private readonly Option<bool> _mermaid = new("--mermaid") { Description = "As a Mermaid flowchart." };

    public GraphVerb()
        : base("graph", "Checks a strategy, and shows what depends on what in it. Executes nothing, and touches no data directory.", "runs graph samples/diamond.yaml --mermaid")
    {
        Command.Add(_file);
        Command.Add(_model);
        Command.Add(_mermaid);
    }

    /// <inheritdoc/>
    protected override Task<int> Execute(VerbContext context)
    {
        if (context.AsJson)
            throw new UserError("cli.usage", "A graph is shown as text or with --mermaid. See: runs graph --help");
        var plan = StrategyCheck.Plan(context.Parsed.GetRequiredValue(_file), context.Parsed.GetValue(_model));
        GraphPage.Write(context.Streams, GraphNodes.Of(plan), context.Parsed.GetValue(_mermaid));
        return Task.FromResult(ExitCodes.Ok);
    }
}
