using System.CommandLine;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Goes on with interrupted runs.</summary>
internal sealed class ResumeVerb : RunsVerb
{
    private readonly Argument<string?> _run = new("ID") { Description = "The run's id; runs list shows them.", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<bool> _all = new("--all") { Description = "All interrupted runs, side by side. One line for each on standard output." };

    private readonly Option<string[]> _answers = AnswerOption.Create();

    public ResumeVerb()
        : base("resume", "Goes on with a run that was interrupted, paused or put into quarantine, from its last committed step.", "runs resume 3f2a7c1e-0d0b-4f0e-9a51-5d6c2f1f8a10")
    {
        Command.Add(_run);
        Command.Add(_all);
        Command.Add(_answers);
    }

    /// <inheritdoc/>
    protected override async Task<int> Execute(VerbContext context)
    {
        var (named, all) = (context.Parsed.GetValue(_run), context.Parsed.GetValue(_all));
        if (named is null == !all)
            throw new UserError("cli.usage", "Name a run, or say --all. See: runs resume --help");
        if (named is null)
            return await new ResumeAll(context).Execute();
        var run = ParseRun(named);
        return await new ForegroundExecution(context, context.Parsed.GetValue(_answers) ?? []).Execute(run, (door, _) => door.Resume(run));
    }
}
