using System.Globalization;
using Runs.Actors;
using Runs.Domain.Runs.State;
using Runs.Node.CommandLine;
using Runs.Node.Hosting;
using Runs.Node.Terminal;

namespace Runs.Node.Reading;

/// <summary>A run on a page for people.</summary>
internal sealed class RunPage(VerbContext context)
{
    private const int PreviewLines = 20;

    private readonly TextWriter _out = context.Streams.Out;

    /// <summary>Writes it.</summary>
    public void Write(RunState state, string shown)
    {
        WriteHead(state, shown);
        var lines = new StepTree(Marks.For(context.Streams)).Lines(state, DateTimeOffset.UtcNow, _ => "");
        if (lines.Count > 0)
            _out.WriteLine();
        foreach (var line in lines)
            _out.WriteLine(line.Text);
        if (state.End?.Result is { IsEmpty: false } result)
            WriteResult(result.Preview);
        if (HowToGoOn(state, shown) is { } hint)
            _out.WriteLine($"\n{hint}");
    }

    private void WriteHead(RunState state, string shown)
    {
        var segment = state.Current ?? state.Pending;
        Field("run", state.RunId);
        Field("parent", state.Parent is { } parent ? $"{parent.Run} (step {parent.Step})" : "");
        Field("state", shown);
        Field("strategy", segment is null ? "" : $"{segment.Plan.Name} ({(segment.StrategyPath.Length > 0 ? segment.StrategyPath : "inline")})");
        Field("cwd", segment?.Cwd ?? "");
        Field("model", segment?.ModelOverride ?? "");
        Field("input", PlainText.Fit(PlainText.OneLine(segment?.Input ?? ""), 200, "..."));
        Field("fork of", segment?.Fork is { } fork ? $"{fork.Run} at event {fork.Seq}{(fork.Step is { } from ? $", from {PlainText.OneLine(from)}" : "")}" : "");
        Field("segment", segment is { Number: > 1 } ? segment.Number.ToString(CultureInfo.InvariantCulture) : "");
        Field("started", Time(segment?.StartedAt));
        Field("ended", Time(state.End?.At));
        Field("took", Elapsed.Between(segment?.StartedAt, state.End?.At) ?? "");
        Field("tokens", state.Usage == default ? "" : $"{state.Usage.PromptTokens} read, {state.Usage.CompletionTokens} written");
        Field("sub-runs", state.OpenedSubRuns.Count == 0 ? "" : $"{state.OpenedSubRuns.Count}, see: runs list --parent {state.RunId}{context.PlaceArgument}");
        Field("error", state.End?.Error is { } error ? $"{PlainText.Lines(error.Message)} [{error.Code}]" : "");
        Field("reason", state.HoldReason ?? "");
    }

    private void WriteResult(string preview)
    {
        var lines = PlainText.Lines(preview).Split('\n');
        _out.WriteLine("\nresult:");
        foreach (var line in lines.Take(PreviewLines))
            _out.WriteLine($"  {line}".TrimEnd());
        if (lines.Length > PreviewLines)
            _out.WriteLine($"  ... {lines.Length - PreviewLines} more lines");
    }

    private string? HowToGoOn(RunState state, string shown) => shown switch
    {
        _ when state.AsksSomebody => string.Join('\n', AwaitedAnswer.In(state).Select(asked => Closing.Waiting(state, asked, context.PlaceArgument)["runs: ".Length..])),
        RunSummary.Interrupted or "paused" or "quarantined" => $"Go on with: runs resume {state.RunId}{context.PlaceArgument}",
        _ when state.Current is not null && state.Status.IsTerminal() => $"Continue with: runs continue {state.RunId} --input TEXT{context.PlaceArgument}",
        _ => null,
    };

    private void Field(string name, string value)
    {
        if (value.Length > 0)
            _out.WriteLine($"{name,-9} {value}");
    }

    private static string Time(DateTimeOffset? time) => time?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";
}
