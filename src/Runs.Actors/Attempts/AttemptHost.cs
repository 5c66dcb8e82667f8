using Runs.Actors.Artifacts;
using Runs.Actors.Live;
using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Commands;
using Runs.Runtime;
using Runs.Runtime.Messaging;

namespace Runs.Actors.Attempts;

/// <summary>
/// Runs the attempts that this node has dispatched. An attempt's handler is invoked at most once; its outcome is reported to the run until
/// the run has heard it, wherever that lives by then, and only then is the attempt forgotten. Attempts belong to the node and not to a
/// cell, so a run that is recovered finds its attempts alive, here or on another node.
/// </summary>
internal sealed class AttemptHost(
    IReadOnlyDictionary<PlanAgentKind, IStepHandler> handlers,
    IArtifactStore artifacts,
    LiveOutputs outputs,
    TimeProvider time,
    Func<RunId, RunCommand, ValueTask<Reply>> report,
    AttemptNodes nodes,
    TimeSpan grace,
    IAttemptListener listener)
{
    /// <summary>So long a shutdown waits for attempts that were stopped by force.</summary>
    private static readonly TimeSpan AfterForce = TimeSpan.FromSeconds(1);

    private readonly Dictionary<AttemptKey, HostedAttempt> _attempts = [];
    private readonly DeniedAttempts _denied = new();
    private readonly Lock _gate = new();
    private bool _isDraining;

    /// <summary>The attempts of runs that live here, where other nodes have dispatched them.</summary>
    public RemoteAttempts Elsewhere { get; } = new(
        nodes, grace, time, (key, kind) => handlers.TryGetValue(kind, out var handler) ? handler.Reap(key) : ValueTask.CompletedTask, report, listener);

    /// <summary>Whether the node is shutting down: nothing new is dispatched to it.</summary>
    public bool IsDraining
    {
        get
        {
            lock (_gate)
                return _isDraining;
        }
    }

    /// <summary>How many attempts live.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _attempts.Count;
        }
    }

    /// <summary>Whether the attempt lives here, or has an outcome that its run has not heard.</summary>
    public bool Has(AttemptKey key)
    {
        lock (_gate)
            return _attempts.ContainsKey(key);
    }

    /// <summary>
    /// Starts an attempt that isn't here yet. One that is to stop already never reaches its handler. While the node drains none
    /// is started: what has stopped without a result is still owed, and would be invoked a second time. Nor is one that was said not to be
    /// here: it is lost.
    /// </summary>
    public void Start(AttemptSpec spec, bool isStopped)
    {
        HostedAttempt attempt;
        lock (_gate)
        {
            if (_isDraining || _attempts.ContainsKey(spec.Key))
                return;
            attempt = new HostedAttempt(spec, outputs.Begin(spec.Key)) { IsDenied = _denied.Has(spec.Key, spec.Deadline) };
            _attempts.Add(spec.Key, attempt);
        }

        if (isStopped)
            attempt.RequestStop();
        attempt.Ended = Live(attempt);
    }

    /// <summary>Asks an attempt to stop.</summary>
    public void Stop(AttemptKey key) => Find(key)?.RequestStop();

    /// <summary>
    /// Stops by force what lives here of a run beside these. A run that has just been recovered may have given attempts up with an append
    /// of which its cell never heard that it was stored.
    /// </summary>
    public void ForceAllBut(RunId run, IReadOnlyCollection<AttemptKey> owed)
    {
        foreach (var attempt in All().Where(attempt => attempt.Spec.Key.Run == run && !owed.Contains(attempt.Spec.Key)))
            attempt.ForceStop();
    }

    /// <summary>Stops an attempt by force: nobody waits for it any more.</summary>
    public void Force(AttemptKey key) => Find(key)?.ForceStop();

    /// <summary>What another node, which has the run, is told of an attempt; and what becomes of it by that.</summary>
    public AttemptPresence Answer(AttemptInquiry inquiry)
    {
        HostedAttempt? attempt;
        lock (_gate)
        {
            attempt = _attempts.GetValueOrDefault(inquiry.Key);
            if (attempt?.Spec.Deadline != inquiry.Deadline)
            {
                _denied.Add(inquiry.Key, inquiry.Deadline);
                return new AttemptPresence(IsHere: false);
            }
        }

        if (inquiry.Force)
            attempt.ForceStop();
        else if (inquiry.Stop)
            attempt.RequestStop();
        return new AttemptPresence(IsHere: true);
    }

    /// <summary>From now on nothing new is dispatched here.</summary>
    public void BeginDrain()
    {
        lock (_gate)
            _isDraining = true;
    }

    /// <summary>Stops everything by force: for the others this life of the node is over, and what it did is tried again elsewhere.</summary>
    public void Abandon()
    {
        BeginDrain();
        All().ForEach(attempt => attempt.ForceStop());
    }

    /// <summary>
    /// Asks all attempts to stop, and by force what still lives after the grace. Results are reported as ever; what has
    /// stopped without one, or doesn't stop at all, is left to the next start, which finds it lost.
    /// </summary>
    public async ValueTask Drain(TimeSpan grace)
    {
        BeginDrain();
        var left = All();
        foreach (var attempt in left)
            attempt.RequestStop();
        using var over = new CancellationTokenSource(grace, time);
        using var force = over.Token.Register(() => left.ForEach(attempt => attempt.ForceStop()));
        using var abandoned = new CancellationTokenSource(grace + AfterForce, time);
        try
        {
            foreach (var attempt in left)
                await attempt.Ended.WaitAsync(abandoned.Token);
        }
        catch (OperationCanceledException) when (abandoned.IsCancellationRequested)
        {
            listener.Abandoned(left.Count(attempt => !attempt.Ended.IsCompleted));
        }
    }

    /// <summary>
    /// Waits until nothing of a run lives, at most for the time given. A run that has ended has forced its attempts, but a
    /// handler that ignores that may still be about, and so may one on another node that hasn't heard it.
    /// </summary>
    public async ValueTask<bool> Leaves(RunId run, TimeSpan within)
    {
        using var late = new CancellationTokenSource(within, time);
        var here = All().Where(attempt => attempt.Spec.Key.Run == run).ToList();
        here.ForEach(attempt => attempt.ForceStop());
        foreach (var ended in here.Select(attempt => attempt.Ended).Concat(Elsewhere.Of(run)))
        {
            var gone = new TaskCompletionSource<bool>();
            using var over = late.Token.Register(() => gone.TrySetResult(false));
            _ = Tell(ended, gone);
            if (!await gone.Task)
                return false;
        }

        return true;

        static async Task Tell(Task ended, TaskCompletionSource<bool> gone)
        {
            await ended;
            gone.TrySetResult(true);
        }
    }

    private List<HostedAttempt> All()
    {
        lock (_gate)
            return [.. _attempts.Values];
    }

    private HostedAttempt? Find(AttemptKey key)
    {
        lock (_gate)
            return _attempts.GetValueOrDefault(key);
    }

    private async Task Live(HostedAttempt attempt)
    {
        // A handler must not run inside the turn that starts it.
        await Task.Yield();
        if (attempt.IsDenied)
            await Report(attempt.Spec, new ReportLost(attempt.Spec.Step, attempt.Spec.Key.Attempt));
        else if (await Execute(attempt) is var outcome && (outcome is not AttemptOutcome.Stopped || !IsDraining))
            await Report(attempt.Spec, AttemptReports.Of(attempt, outcome));
        lock (_gate)
            _attempts.Remove(attempt.Spec.Key);
        outputs.End(attempt.Output);
    }

    private async ValueTask<AttemptOutcome> Execute(HostedAttempt attempt)
    {
        if (attempt.Stop.Requested.IsCancellationRequested)
            return new AttemptOutcome.Stopped();
        using var silence = HeartbeatWatch.Begin(attempt, time);
        using var orphaned = nodes.IsAlone ? null : OrphanWatch.Begin(attempt, time);
        var outcome = await Invoke(attempt);
        if (silence.HasFired && outcome is not AttemptOutcome.Succeeded)
            return AttemptFailures.Silent(attempt.Spec);
        // As a lost attempt it would be repeated at once and without end.
        return outcome is AttemptOutcome.Stopped && !attempt.Stop.Requested.IsCancellationRequested ? AttemptFailures.Unasked() : outcome;
    }

    private async ValueTask<AttemptOutcome> Invoke(HostedAttempt attempt)
    {
        try
        {
            if (!handlers.TryGetValue(attempt.Spec.Agent.Kind, out var handler))
                return AttemptFailures.NoHandler(attempt.Spec.Agent.Kind);
            var request = await AttemptRequests.Load(attempt.Spec, artifacts, attempt.Stop.Forced);
            // A summary is for the model alone: nobody is shown how it comes about.
            var output = attempt.Spec.IsHidden ? new HiddenOutput(attempt.Output) : (IAttemptOutput)attempt.Output;
            return await handler.Execute(request, output, attempt.Stop);
        }
        catch (OperationCanceledException) when (attempt.Stop.Requested.IsCancellationRequested)
        {
            return new AttemptOutcome.Stopped();
        }
        catch (ArtifactException damaged)
        {
            return new AttemptOutcome.Failed(damaged.Error) { IsPermanent = true };
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            listener.HandlerThrew(attempt.Spec.Key, error);
            return AttemptFailures.Threw(error);
        }
    }

    /// <summary>Repeats itself until the run has heard it, or the node ends. Then the next start finds the attempt lost.</summary>
    private async ValueTask Report(AttemptSpec spec, RunCommand command)
    {
        for (var tries = 0; ; tries++)
        {
            var reply = await report(spec.Key.Run, command);
            if (reply.Refusal is null or { Code: RefusalCodes.Stopping })
                return;
            listener.ReportRefused(spec.Key, reply.Refusal);
            await Wait(tries);
        }
    }

    private Task Wait(int tries) => Task.Delay(TimeSpan.FromMilliseconds(Math.Min(10_000, 20 << Math.Min(tries, 9))), time);
}
