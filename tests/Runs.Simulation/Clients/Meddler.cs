using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;
using Runs.TestKit.Simulation;

namespace Runs.Simulation.Clients;

/// <summary>What a client does to its run besides: steers, stops, pauses, sends messages, cancels and retries steps, kills.</summary>
internal sealed class Meddler(RunId run, ClientCalls calls, SeededRandom random)
{
    /// <summary>Does one of these, or nothing.</summary>
    /// <param name="last">The run as it was last seen.</param>
    /// <param name="looks">How often the client has looked.</param>
    public async Task Meddle(RunState last, int looks)
    {
        if (last.Status == RunStatus.Queued)
        {
            await MeddleInQueue();
            return;
        }

        switch (random.NextUnit())
        {
            case < 0.05:
                await calls.Do(run, "steer", (system, id) => system.Steer(run, ClientCalls.Text(id), id), RunErrors.NotSteerable);
                break;
            case > 0.90 and < 0.99 when last is { Live.IsEmpty: false }:
                await Message(last.Live.Values.ElementAt(random.Next(last.Live.Count)));
                break;
            case < 0.07:
                var force = random.Chance(0.4);
                await calls.Do(run, "stop", (system, id) => system.Stop(run, commandId: id, force: force));
                break;
            case < 0.15 when last.Steps.Values.Where(step => step.Id != step.Parent).ToList() is { Count: > 0 } steps:
                var (reference, forced) = (random.Pick(steps).Id.Value, random.Chance(0.3));
                await calls.Do(run, "cancel-step", (system, id) => system.CancelStep(run, reference, force: forced, commandId: id), RunErrors.StepNotFound);
                break;
            case < 0.21:
                var now = random.Chance(0.5);
                await calls.Do(run, "pause", (system, id) => system.Pause(run, now: now, commandId: id), RunErrors.NotPausable, RunErrors.Terminal);
                break;
            case < 0.50 when last.Steps.Values.Where(MayBeRetried).ToList() is { Count: > 0 } steps:
                var again = random.Pick(steps).Id.Value;
                await calls.Do(run, "retry-step", (system, id) => system.RetryStep(run, again, id), RunErrors.StepNotFound, RunErrors.StepNotRetryable, RunErrors.Terminal);
                break;
            case > 0.99 when looks > 40:
                await calls.Do(run, "kill", (system, id) => system.Kill(run, id));
                break;
        }
    }

    /// <summary>Who waits is stopped or killed now and then; by the time that is heard it may be at work.</summary>
    private async Task MeddleInQueue()
    {
        switch (random.NextUnit())
        {
            case < 0.03:
                var force = random.Chance(0.3);
                await calls.Do(run, "stop", (system, id) => system.Stop(run, commandId: id, force: force));
                break;
            case < 0.05:
                await calls.Do(run, "kill", (system, id) => system.Kill(run, id));
                break;
            case < 0.10:
                await calls.Do(run, "pause", (system, id) => system.Pause(run, commandId: id), RunErrors.NotPausable, RunErrors.Terminal);
                break;
        }
    }

    private static bool MayBeRetried(StepState step) =>
        step.Id != step.Parent && step.Phase is StepPhase.BackingOff or StepPhase.Exhausted or StepPhase.Failed or StepPhase.TimedOut or StepPhase.Cancelled;

    /// <summary>Sends what is under way a message, which may come too late.</summary>
    private async Task Message(LiveAttempt live)
    {
        var channel = random.Chance(0.5) ? MessageChannel.Steer : MessageChannel.FollowUp;
        await calls.Do(
            run,
            "message",
            (system, id) => system.Ask(run, new MessageStep(live.Step.Value, channel, ClientCalls.Text(id)) { ClientMessageId = id }, id),
            RunErrors.StepNotFound,
            RunErrors.MessageNotDelivered);
    }
}
