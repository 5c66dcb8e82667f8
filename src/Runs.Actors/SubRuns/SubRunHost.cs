using Runs.Actors.Artifacts;
using Runs.Domain;
using Runs.Domain.Admissions;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;
using Runs.Runtime;
using Runs.Runtime.Messaging;

namespace Runs.Actors.SubRuns;

/// <summary>
/// Carries word between runs and their sub-runs: what a parent wishes, until its sub-run has heard it, and how a sub-run ended, until
/// its parent has. Word belongs to the node and not to a cell. What a crash swallows is said again, because the journals of both runs
/// still owe it; what is said twice changes nothing.
/// </summary>
/// <param name="send">Sends a command to a run, wherever it lives, and waits for the answer.</param>
/// <param name="admission">The queues and limits. A sub-run waits as its own strategy says.</param>
/// <param name="artifacts">Where large texts are.</param>
/// <param name="time">The clock.</param>
/// <param name="listener">Hears what goes wrong.</param>
internal sealed class SubRunHost(
    Func<RunId, RunCommand, ValueTask<Reply>> send, AdmissionRules admission, IArtifactStore artifacts, TimeProvider time, ISubRunListener listener)
{
    /// <summary>The longest input of a sub-run, in characters: what a run is started with is part of its journal.</summary>
    public const int MaxInput = 1 << 20;

    private readonly Dictionary<RunId, WishedRun> _wished = [];
    private readonly HashSet<RunId> _telling = [];
    private readonly Lock _gate = new();

    /// <summary>Sees to it that a sub-run becomes what its parent wishes.</summary>
    public void Provide(SubRun sub)
    {
        var id = RunId.Parse(sub.Id);
        WishedRun wished;
        lock (_gate)
        {
            if (!_wished.TryGetValue(id, out wished!))
                _wished[id] = wished = new WishedRun();
            if (!wished.Wants(sub))
                return;
        }

        _ = Say(id, wished);
    }

    /// <summary>A sub-run has ended, and its parent has heard it.</summary>
    public void Forget(RunId sub)
    {
        lock (_gate)
            _wished.Remove(sub);
    }

    /// <summary>Tells a parent how its sub-run has ended, and the sub-run that its parent knows.</summary>
    public void Tell(RunId sub, ParentLink parent, SubRunReport report)
    {
        lock (_gate)
        {
            if (!_telling.Add(sub))
                return;
        }

        _ = TellAndConfirm(sub, RunId.Parse(parent.Run), report);
    }

    private async Task Say(RunId id, WishedRun wished)
    {
        // Not inside the turn that wishes it.
        await Task.Yield();
        while (HasMore(wished) && await Insist(id, () => Wish(wished)))
        {
        }
    }

    private bool HasMore(WishedRun wished)
    {
        lock (_gate)
            return wished.HasMore();
    }

    private async ValueTask<Reply> Wish(WishedRun wished)
    {
        SubRun sub;
        lock (_gate)
            sub = wished.Take();
        var input = "";
        // What is made only to be stopped never reads its input.
        if (sub.Wish == SubRunWish.Run)
        {
            var loaded = await Input(sub);
            if (!loaded.IsOk)
                return await Refuse(sub, loaded.Error);
            input = loaded.Value;
        }

        var reply = await send(RunId.Parse(sub.Id), Opening(sub, input));
        return reply.Refusal is { Code: RunErrors.SubRunTaken or RunErrors.QueueUnknown or RunErrors.LimitUnknown or RunErrors.LimitName } refusal
            ? await Refuse(sub, new RunError(refusal.Code, refusal.Message))
            : reply;
    }

    /// <summary>Whether it can be made is judged by the sub-run: one that is there already stays, whatever was configured since.</summary>
    private OpenSubRun Opening(SubRun sub, string input)
    {
        var plan = FrozenPlans.Of(sub.Preparation.StrategyJson, sub.Preparation.ModelOverride).Plan;
        var refusal = admission.Admit(plan, new LimitSubject(sub.Preparation.Owner, sub.Id, plan.Name), default, out var admitted);
        return new OpenSubRun(sub.Link, sub.Preparation with { Admission = admitted }, input, sub.Wish, sub.Reason) { Refusal = refusal };
    }

    private async ValueTask<RunResult<string>> Input(SubRun sub)
    {
        try
        {
            var text = await ArtifactText.Load(artifacts, RunId.Parse(sub.Link.Run), sub.Input, CancellationToken.None);
            return text.Length <= MaxInput
                ? text
                : new RunError(RunErrors.SubRunText, $"The message has {text.Length} characters, and a sub-run takes {MaxInput}.");
        }
        catch (FileNotFoundException)
        {
            return new RunError(RunErrors.SubRunText, "A part of the message is gone from the artifact store.");
        }
    }

    /// <summary>The sub-run can't be made.</summary>
    private ValueTask<Reply> Refuse(SubRun sub, RunError error) =>
        send(RunId.Parse(sub.Link.Run), new ReportSubRun(sub.Id, new SubRunReport(RunStatus.Failed, null, error, default)));

    private async Task TellAndConfirm(RunId sub, RunId parent, SubRunReport report)
    {
        await Task.Yield();
        if (await Insist(sub, () => Report(sub, parent, report)))
            await Insist(sub, () => send(sub, new ConfirmReport()));
        lock (_gate)
            _telling.Remove(sub);
    }

    /// <summary>What the parent is told lies where the parent's own results lie: it may outlive the sub-run.</summary>
    private async ValueTask<Reply> Report(RunId sub, RunId parent, SubRunReport report)
    {
        if (report.Output is not { } own)
            return await send(parent, new ReportSubRun(sub.Value, report));
        try
        {
            var output = await new ArtifactCopies(artifacts, sub, parent).Copy(own, CancellationToken.None);
            return await send(parent, new ReportSubRun(sub.Value, report with { Output = output }));
        }
        catch (FileNotFoundException)
        {
            var gone = new RunError(RunErrors.SubRunText, "It completed, but its result is gone from the artifact store.");
            return await send(parent, new ReportSubRun(sub.Value, new SubRunReport(RunStatus.Failed, null, gone, report.Usage)));
        }
    }

    /// <summary>Repeats itself until it is heard, or the node ends: then the next life says it again.</summary>
    private async ValueTask<bool> Insist(RunId about, Func<ValueTask<Reply>> say)
    {
        for (var tries = 0; ; tries++)
        {
            var refusal = await Try(about, say);
            if (refusal is null)
                return true;
            if (refusal.Code == RefusalCodes.Stopping)
                return false;
            listener.NotHeard(about, refusal);
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(10_000, 20 << Math.Min(tries, 9))), time);
        }
    }

    private static async ValueTask<Refusal?> Try(RunId about, Func<ValueTask<Reply>> say)
    {
        try
        {
            return (await say()).Refusal;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Refusal(RunErrors.SubRunText, $"An artifact of {about} can't be read or written: {error.Message}");
        }
    }
}
