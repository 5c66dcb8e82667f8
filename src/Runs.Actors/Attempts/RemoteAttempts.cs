using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Commands;
using Runs.Runtime.Messaging;

namespace Runs.Actors.Attempts;

/// <summary>
/// The attempts that this node's runs wait for and that live elsewhere: their shards have moved, or their node has died. Each is asked about
/// until its run has heard of it or it is judged lost, and the question carries stop and force along. An attempt is lost when its node says
/// that it isn't there, when that life of the node is over as far as anybody can tell, or when nothing was heard of it for the grace. One that its run doesn't wait for
/// any more is stopped by force, as long as its node may live.
/// </summary>
internal sealed class RemoteAttempts(
    AttemptNodes nodes,
    TimeSpan grace,
    TimeProvider time,
    Func<AttemptKey, PlanAgentKind, ValueTask> reap,
    Func<RunId, RunCommand, ValueTask<Reply>> report,
    IAttemptListener listener)
{
    /// <summary>So often a node is asked about an attempt.</summary>
    public static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(2);

    /// <summary>So long a node that isn't heard of is told to stop what nobody waits for.</summary>
    public static readonly TimeSpan ForceFor = TimeSpan.FromMinutes(10);

    private readonly Dictionary<AttemptPlace, RemoteAttempt> _attempts = [];
    private readonly Lock _gate = new();

    /// <summary>Sees to it that somebody asks about an attempt that a run here waits for.</summary>
    public void Provide(AttemptPlace place, PlanAgentKind kind, bool isStopped, bool isForced)
    {
        RemoteAttempt? attempt;
        lock (_gate)
        {
            if (_attempts.TryGetValue(place, out attempt))
            {
                attempt.Wish(isStopped, isForced);
                return;
            }

            _attempts[place] = attempt = new RemoteAttempt(place, kind);
            attempt.Wish(isStopped, isForced);
        }

        attempt.Ended = Ask(attempt);
    }

    /// <summary>The run doesn't wait for the attempt any more: it has ended, or is to end at once.</summary>
    public void Force(AttemptPlace place)
    {
        lock (_gate)
            _attempts.GetValueOrDefault(place)?.Disown();
    }

    /// <summary>The run isn't here any more, or rests. What is only being stopped goes on being stopped.</summary>
    public void Leave(AttemptPlace place)
    {
        lock (_gate)
        {
            if (!_attempts.TryGetValue(place, out var attempt) || !attempt.IsOwed)
                return;
            _attempts.Remove(place);
            attempt.Leave();
        }
    }

    /// <summary>The ends of all that is still being stopped for a run.</summary>
    public IReadOnlyList<Task> Of(RunId run)
    {
        lock (_gate)
            return [.. _attempts.Values.Where(attempt => attempt.Place.Key.Run == run).Select(attempt => attempt.Ended)];
    }

    private async Task Ask(RemoteAttempt attempt)
    {
        // Not inside the turn that found it.
        await Task.Yield();
        var heard = time.GetTimestamp();
        while (!attempt.IsLeft && !nodes.HasEnded)
        {
            var standing = await nodes.Ask(attempt.Place.Node, attempt.Inquiry);
            if (standing == AttemptStanding.Here)
                heard = time.GetTimestamp();
            else if ((standing != AttemptStanding.Unreachable || IsTooLong(attempt, heard)) && await Judge(attempt, standing))
                break;
            await attempt.Wait(AskEvery, time);
        }

        lock (_gate)
        {
            if (_attempts.GetValueOrDefault(attempt.Place) == attempt)
                _attempts.Remove(attempt.Place);
        }
    }

    private bool IsTooLong(RemoteAttempt attempt, long heard) => time.GetElapsedTime(heard) >= (attempt.IsOwed ? grace : grace + ForceFor);

    /// <summary>
    /// Says that the attempt is lost; <see langword="true"/> when nothing is left to be asked. The recovery is counted before anything is
    /// looked at or tried again, so that one which ends the process is counted too.
    /// </summary>
    private async ValueTask<bool> Judge(RemoteAttempt attempt, AttemptStanding standing)
    {
        var wasOwed = attempt.IsOwed;
        if (wasOwed && !await Insist(attempt, new RecoverRun()))
            return false;
        if (standing == AttemptStanding.Over && !await TryReap(attempt))
            return false;
        if (wasOwed && !await Insist(attempt, new ReportLost(attempt.Place.Step, attempt.Place.Key.Attempt)))
            return false;
        if (standing != AttemptStanding.Unreachable || !wasOwed)
            return true;
        // Its node may live yet.
        lock (_gate)
            attempt.Disown();
        return false;
    }

    /// <summary>What earlier lives of this very node have left behind is here. Of another node's there is nothing to be found: its next life sees to it.</summary>
    private async ValueTask<bool> TryReap(RemoteAttempt attempt)
    {
        try
        {
            await reap(attempt.Place.Key, attempt.Kind);
            return true;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // As long as what it left behind may still act, it isn't lost.
            listener.ReapFailed(attempt.Place.Key, error);
            return false;
        }
    }

    /// <summary>
    /// Repeats itself until the run has heard it, here: where the run has moved to, its attempts are judged by what is known there.
    /// <see langword="false"/> when the run has gone, rests, or waits for the attempt no more.
    /// </summary>
    private async ValueTask<bool> Insist(RemoteAttempt attempt, RunCommand command)
    {
        for (var tries = 0; attempt is { IsLeft: false, IsOwed: true } && nodes.Owns(attempt.Place.Key.Run) && !nodes.HasEnded; tries++)
        {
            var reply = await report(attempt.Place.Key.Run, command);
            if (reply.Refusal is null)
                return !attempt.IsLeft;
            listener.ReportRefused(attempt.Place.Key, reply.Refusal);
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(10_000, 20 << Math.Min(tries, 9))), time);
        }

        return false;
    }
}
