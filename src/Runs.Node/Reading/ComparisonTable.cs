using Runs.Domain.Runs.Comparisons;
using Runs.Domain.Runs.State;
using Runs.Node.Terminal;

namespace Runs.Node.Reading;

/// <summary>Two runs side by side, as a table for people or as one JSON object.</summary>
internal static class ComparisonTable
{
    private const int OutputWidth = 32;

    private static readonly string[] Head = ["STEP", "LEFT", "RIGHT", "DIFFERS IN", "LEFT OUTPUT", "RIGHT OUTPUT"];

    /// <summary>Whether nothing differs.</summary>
    public static bool IsSame(RunComparison comparison) =>
        comparison.HaveSameInput && comparison.HaveSameResult && comparison.Steps.All(step => step.Differences == StepDifferences.None);

    /// <summary>Writes the table.</summary>
    public static void Write(TextWriter output, RunComparison comparison)
    {
        output.WriteLine($"left   {Line(comparison.Left)}");
        output.WriteLine($"right  {Line(comparison.Right)}");
        output.WriteLine($"input {(comparison.HaveSameInput ? "the same" : "differs")}, result {(comparison.HaveSameResult ? "the same" : "differs")}");
        output.WriteLine();
        TextTable.Write(output, [Head, .. comparison.Steps.Select(Cells)]);
    }

    /// <summary>The object.</summary>
    public static JsonLine Json(RunComparison comparison) => JsonLine.Untyped()
        .With("left", comparison.Left.RunId)
        .With("right", comparison.Right.RunId)
        .WithFlag("sameInput", comparison.HaveSameInput)
        .WithFlag("sameResult", comparison.HaveSameResult)
        .With("steps", comparison.Steps.Select(step => JsonLine.Untyped()
            .With("place", step.Place)
            .With("name", step.Agent)
            .With("differs", Words(step.Differences, " "))
            .With("leftPhase", step.Left?.Phase.ToWord())
            .With("rightPhase", step.Right?.Phase.ToWord())
            .With("leftOutput", step.Left?.Output?.Preview)
            .With("rightOutput", step.Right?.Output?.Preview)));

    private static string Line(RunState run)
    {
        var fork = run.Current?.Fork is { } origin ? $", a fork of {origin.Run}{(origin.Step is { } step ? $" from {PlainText.OneLine(step)}" : "")}" : "";
        return $"{run.RunId}  {run.Status.ToWord()}{fork}";
    }

    private static string[] Cells(ComparedStep step) =>
    [
        PlainText.OneLine(step.Place),
        Phase(step.Left),
        Phase(step.Right),
        Words(step.Differences, ", "),
        Output(step.Left, step.Differences),
        Output(step.Right, step.Differences),
    ];

    private static string Phase(StepState? step) => step is null ? "-" : step.IsTaken ? "taken over" : step.Phase.ToWord();

    private static string Output(StepState? step, StepDifferences differences) =>
        differences.HasFlag(StepDifferences.Output) && step?.Output is { } output ? PlainText.Fit(PlainText.OneLine(output.Preview), OutputWidth, "...") : "";

    private static string Words(StepDifferences differences, string separator) => string.Join(separator, Enum.GetValues<StepDifferences>()
        .Where(one => one != StepDifferences.None && differences.HasFlag(one))
        .Select(one => one.ToString().ToLowerInvariant()));
}
