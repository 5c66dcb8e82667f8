using System.CommandLine;
using Runs.Actors.Watching;
using Runs.Domain;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Node.Doors;
using Runs.Node.Hosting;
using Runs.Node.Reading;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Waits until something that matters happens in a run.</summary>
internal sealed class WaitVerb : RunsVerb
{
    private readonly Argument<string> _run = RunArgument();

    private readonly Option<string?> _step = new("--step") { HelpName = "S", Description = "Waits for this step: its id, one of a list as files[3], or its place." };

    private readonly Option<long?> _after = new("--after")
    {
        HelpName = "SEQ",
        Description = "Waits for what matters after this event. Default: begins with how the run is now.",
    };

    private readonly Option<string?> _timeout = new("--timeout") { HelpName = "TIME", Description = "Waits so long at most, such as 10m. Default: as long as it takes." };

    public WaitVerb()
        : base(
            "wait",
            "Waits until a run ends, is held, needs a person, or until a step fails or one that the run comes to has ended. Exits with 0 when that went well, 1 when it failed, 3 when a person is needed, 124 when nothing happened in time, 130 when the run was stopped.",
            "runs wait 3f2a7c1e-0d0b-4f0e-9a51-5d6c2f1f8a10 --step draft --timeout 10m")
    {
        Command.Add(_run);
        Command.Add(_step);
        Command.Add(_after);
        Command.Add(_timeout);
    }

    /// <inheritdoc/>
    protected override async Task<int> Execute(VerbContext context)
    {
        var run = ParseRun(context.Parsed.GetRequiredValue(_run));
        var timeout = Timeout(context.Parsed.GetValue(_timeout));
        using var interrupts = Interrupts.Listen();
        await using var reader = await RunDoors.OpenToRead(context, run);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(interrupts.Cancel, interrupts.Leave);
        try
        {
            var query = new WaitQuery { AfterSeq = context.Parsed.GetValue(_after), Step = context.Parsed.GetValue(_step) };
            var receipt = await Wait(reader, run, query, timeout, over.Token);
            context.Streams.Out.WriteLine(context.AsJson ? WaitLines.Json(receipt).ToString() : WaitLines.Text(receipt));
            return WaitLines.ExitCode(receipt);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            return interrupts.ExitCode;
        }
    }

    /// <summary>One wait after the other, each from where the last one ended.</summary>
    private static async Task<WaitReceipt> Wait(IRunsReader reader, RunId run, WaitQuery query, TimeSpan? timeout, CancellationToken cancellation)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var left = timeout - TimeProvider.System.GetElapsedTime(begun) ?? TimeSpan.MaxValue;
            var seconds = (int)Math.Ceiling(Math.Min(left.TotalSeconds, WaitQuery.MostSeconds));
            var receipt = await reader.Wait(run, query with { Seconds = seconds }, cancellation)
                ?? throw new UserError(RunErrors.NotFound, $"Run {run} was deleted.");
            if (receipt.Outcome != WaitOutcome.Timeout || TimeProvider.System.GetElapsedTime(begun) >= timeout)
                return receipt;
            query = query with { AfterSeq = receipt.CursorAfter };
        }
    }

    private static TimeSpan? Timeout(string? given)
    {
        if (given is null)
            return null;
        return Durations.TryParse(given, out var timeout) && timeout > TimeSpan.Zero
            ? timeout
            : throw new UserError("cli.usage", $"--timeout must be a time such as 90s or 10m, and is '{given}'.");
    }
}
