using Runs.Actors.Queues.Messages;
using Runs.Domain;
using Runs.Domain.Admissions;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;
using Runs.Runtime;
using Runs.Runtime.Entities;
using Runs.Runtime.Messaging;

namespace Runs.Actors.Queues;

/// <summary>The door of queues that take only so many: whoever would wait there asks the coordinator first.</summary>
/// <param name="rules">The queues.</param>
/// <param name="ask">Asks a coordinator, wherever it lives.</param>
/// <param name="patience">How long a coordinator that is just beginning is asked again.</param>
/// <param name="time">The clock.</param>
internal sealed class QueueDoor(
    AdmissionRules rules, Func<EntityId, object, string?, bool, ValueTask<Reply>> ask, TimeSpan patience, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly bool _isBounded = rules.Queues.Values.Any(queue => queue.MaxQueued is not null);

    /// <summary>Whether a command may let a run wait in a queue that takes only so many.</summary>
    public bool MustAsk(RunCommand command) => _isBounded && command is StartRun or ContinueRun or ResumeRun;

    /// <summary>Why a run can't begin, or go on, now; <see langword="null"/> when it can, or when that is for the run to say.</summary>
    /// <param name="state">The run as it is.</param>
    /// <param name="commandId">The id of the command: one that was carried out already isn't refused.</param>
    public async ValueTask<RunError?> Refusal(RunState state, string? commandId)
    {
        if (WouldWaitIn(state) is not { } queue || (commandId is not null && state.Commands.Contains(commandId)))
            return null;
        var since = time.GetTimestamp();
        while (true)
        {
            var reply = await ask(QueueEntity.Of(queue), new MayQueue(state.RunId), null, false);
            if (reply.Refusal is not { } refusal)
                return null;
            if (refusal.Code != RefusalCodes.Busy || time.GetElapsedTime(since) >= patience)
                return new RunError(refusal.Code, refusal.Message);
            await Task.Delay(Pause, time);
        }
    }

    /// <summary>Where runs stand in a queue; <see langword="null"/> when its coordinator can't be asked now.</summary>
    public async ValueTask<QueuePlaces?> Places(string queue, ValueArray<string> runs) =>
        (await ask(QueueEntity.Of(queue), new FindPlaces(runs), null, false)).Value as QueuePlaces;

    private string? WouldWaitIn(RunState state)
    {
        var admission = state.Status switch
        {
            RunStatus.Queued => null,
            RunStatus.Paused or RunStatus.Quarantined => state.IsAdmitted ? null : state.Current?.Admission,
            _ => state.Pending?.Admission,
        };
        return admission is { IsGated: true } && rules.Queues.GetValueOrDefault(admission.Queue)?.MaxQueued is not null ? admission.Queue : null;
    }
}
