using System.CommandLine;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Comparisons;
using Runs.Domain.Runs.State;
using Runs.Node.Doors;
using Runs.Node.Reading;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Compares two runs.</summary>
internal sealed class CompareVerb : RunsVerb
{
    private readonly Argument<string> _left = RunArgument();

    private readonly Argument<string> _right = new("OTHER") { Description = "The run to compare it with." };

    public CompareVerb()
        : base("compare", "Says of each step in what two runs differ. Exits with 0 when nothing does, and with 1 when something does.", "runs compare 3f2a7c1e-0d0b-4f0e-9a51-5d6c2f1f8a10 b1c2")
    {
        Command.Add(_left);
        Command.Add(_right);
    }

    /// <inheritdoc/>
    protected override async Task<int> Execute(VerbContext context)
    {
        var left = ParseRun(context.Parsed.GetRequiredValue(_left));
        var right = ParseRun(context.Parsed.GetRequiredValue(_right));
        await using var reader = await RunDoors.OpenToRead(context, left);
        var comparison = RunComparison.Of(await Read(reader, left), await Read(reader, right));
        if (context.AsJson)
            context.Streams.Out.WriteLine(ComparisonTable.Json(comparison));
        else
            ComparisonTable.Write(context.Streams.Out, comparison);
        return ComparisonTable.IsSame(comparison) ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static async Task<RunState> Read(IRunsReader reader, RunId run) =>
        await StoredRun.Read(reader, run) is { Seq: > 0 } stored ? stored.State : throw RunDoors.Missing(reader, run);
}
