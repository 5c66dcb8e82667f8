using Runs.Actors;
using Runs.Actors.Forks;
using Runs.Actors.Runs;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;
using Runs.Domain.Strategies;
using Runs.Simulation.Recording;
using Runs.Simulation.Worlds;
using Runs.TestKit.Simulation;

namespace Runs.Simulation.Clients;

/// <summary>
/// One client with one run: prepares it, starts it, answers when it asks, meddles now and then, continues it perhaps, and
/// looks until it has ended. Whatever isn't acknowledged it repeats with the same command id.
/// </summary>
/// <param name="kernel">The world.</param>
/// <param name="node">Where it calls.</param>
/// <param name="run">The run.</param>
/// <param name="strategy">What it prepares.</param>
/// <param name="random">Its own chances.</param>
/// <param name="witness">Who remembers what it sent, and what it was told.</param>
/// <param name="source">The client whose run it forks once that has ended; <see langword="null"/> for a run of its own.</param>
internal sealed class RunClient(SimulationKernel kernel, SimulatedNode node, RunId run, StrategyDefinition strategy, SeededRandom random, Witness witness, RunClient? source = null)
{
    private const string NotWritten = "journal.not-written";

    private int _commands;
    private ForkRequest? _fork;

    public RunId Run => run;

    public RunState? Last { get; private set; }

    public int Segments { get; private set; }

    /// <summary>Whether it has nothing more to do.</summary>
    public bool IsDone { get; private set; }

    public async Task Live()
    {
        while (source is { IsDone: false })
            await Task.Delay(TimeSpan.FromSeconds(5), kernel.World.Time);
        _fork = source is null ? null : ForkOf(source);
        for (var segment = 1; segment <= 4 && (segment == 1 || random.Chance(0.4)); segment++)
        {
            var input = random.Chance(0.5) ? "" : $"input {segment}";
            await Do("prepare", (system, id) => Prepare(system, id));
            var first = segment == 1;
            await Do("start", (system, id) => first ? system.Start(run, input, commandId: id) : system.Continue(run, input, commandId: id));
            Segments++;
            await Watch();
            _fork = null;
        }

        IsDone = true;
    }

    /// <summary>From any step, or from all that did not succeed if there is something.</summary>
    private ForkRequest ForkOf(RunClient forked)
    {
        var state = forked.Last!;
        var from = random.Pick(state.Steps.Values.Where(step => step.Id != step.Parent).ToList()).Id.Value;
        return new ForkRequest(forked.Run, state.Status != RunStatus.Completed && random.Chance(0.4) ? null : from);
    }

    private async ValueTask<RunResult<RunReply>> Prepare(RunSystem system, string id)
    {
        var request = new PrepareRequest { Run = run, CommandId = id };
        var prepared = await system.Prepare(_fork is null ? request with { Strategy = strategy } : request with { Fork = _fork });
        return prepared.IsOk ? prepared.Value.Reply : prepared.Error;
    }

    /// <summary>Looks every few seconds, answers, resumes what is paused, and meddles, until the run has ended.</summary>
    private async Task Watch()
    {
        for (var looks = 0; ; looks++)
        {
            await Task.Delay(random.NextTime(TimeSpan.FromSeconds(30)), kernel.World.Time);
            if (await Ask(system => system.Describe(run)) is not { IsOk: true, Value: { } reply })
                continue;
            Last = reply.State;
            witness.Saw(reply.State, reply.Seq);
            if (reply.State.Status.IsTerminal())
                return;
            if (reply.State.Status is RunStatus.Paused or RunStatus.Quarantined && random.Chance(0.5))
                await Do("resume", (system, id) => system.Resume(run, id), RunErrors.Terminal);
            foreach (var sub in reply.State.SubRuns.Keys)
                await Tend(sub);
            foreach (var input in reply.State.Inputs.Values)
                await Do("answer", (system, id) => system.Answer(run, input.AgentName, Text(id), id), RunErrors.NoPendingInput);
            foreach (var question in reply.State.Questions.Values)
                await Do("question", (system, id) => system.AnswerQuestion(run, question.RequestId, Text(id), id), RunErrors.NoPendingQuestion);
            await Meddle(looks);
        }
    }

    /// <summary>
    /// Waits until all sub-runs have ended, of which some may have been left. Nobody asks them anything, but they are quarantined like others.
    /// </summary>
    public async Task SeeSubRunsOff()
    {
        foreach (var sub in Last!.OpenedSubRuns)
        {
            while (!await Tend(sub))
                await Task.Delay(TimeSpan.FromSeconds(5), kernel.World.Time);
        }
    }

    private async Task<bool> Tend(string sub)
    {
        var id = RunId.Parse(sub);
        if (await Ask(system => system.Describe(id)) is not { IsOk: true, Value.State.Status: var status })
            return false;
        if (status is RunStatus.Paused or RunStatus.Quarantined)
            await Do("resume-sub", (system, command) => system.Resume(id, command), RunErrors.Terminal);
        return status.IsTerminal();
    }

    private async Task Meddle(int looks)
    {
        switch (random.NextUnit())
        {
            case < 0.05:
                await Do("steer", (system, id) => system.Steer(run, Text(id), id), RunErrors.NotSteerable);
                break;
            case > 0.90 and < 0.99 when Last is { Live.IsEmpty: false } state:
                await Message(state.Live.Values.ElementAt(random.Next(state.Live.Count)));
                break;
            case < 0.07:
                var force = random.Chance(0.4);
                await Do("stop", (system, id) => system.Stop(run, commandId: id, force: force));
                break;
            case < 0.15 when Last!.Steps.Values.Where(step => step.Id != step.Parent).ToList() is { Count: > 0 } steps:
                var (reference, forced) = (random.Pick(steps).Id.Value, random.Chance(0.3));
                await Do("cancel-step", (system, id) => system.CancelStep(run, reference, force: forced, commandId: id), RunErrors.StepNotFound);
                break;
            case < 0.21:
                var now = random.Chance(0.5);
                await Do("pause", (system, id) => system.Pause(run, now: now, commandId: id), RunErrors.NotPausable, RunErrors.Terminal);
                break;
            case < 0.50 when Last!.Steps.Values.Where(MayBeRetried).ToList() is { Count: > 0 } steps:
                var again = random.Pick(steps).Id.Value;
                await Do("retry-step", (system, id) => system.RetryStep(run, again, id), RunErrors.StepNotFound, RunErrors.StepNotRetryable, RunErrors.Terminal);
                break;
            case > 0.99 when looks > 40:
                await Do("kill", (system, id) => system.Kill(run, id));
                break;
        }
    }

    private static bool MayBeRetried(StepState step) =>
        step.Id != step.Parent && step.Phase is StepPhase.BackingOff or StepPhase.Exhausted or StepPhase.Failed or StepPhase.TimedOut or StepPhase.Cancelled;

    /// <summary>Sends what is under way a message, which may come too late.</summary>
    private async Task Message(LiveAttempt live)
    {
        var channel = random.Chance(0.5) ? MessageChannel.Steer : MessageChannel.FollowUp;
        await Do(
            "message",
            (system, id) => system.Ask(run, new MessageStep(live.Step.Value, channel, Text(id)) { ClientMessageId = id }, id),
            RunErrors.StepNotFound,
            RunErrors.MessageNotDelivered);
    }

    /// <summary>
    /// Repeats a command with one id until it is acknowledged, or refused for a reason that the client expects. What only meddles isn't always
    /// repeated when it is known not to be stored.
    /// </summary>
    private async Task Do(string what, Func<RunSystem, string, ValueTask<RunResult<RunReply>>> command, params string[] expected)
    {
        var id = $"{run}/{what}/{_commands++}";
        witness.Sent(run, id, what, Text(id));
        for (var isInDoubt = false; ;)
        {
            var result = await Ask(system => command(system, id));
            if (result is { IsOk: true })
            {
                witness.Acknowledged(id);
                return;
            }

            var code = result?.Error?.Code;
            if (code is not null && (expected.Contains(code) || GivesUp(what, code)))
            {
                if (!isInDoubt)
                    witness.Refused(id);
                return;
            }

            if (code is not null && !IsPassing(code))
                throw new CheckFailedException($"{id} was refused: {result!.Value.Error!.Message}");
            isInDoubt |= code is not (NotWritten or "entity.busy");
            await Task.Delay(random.NextTime(TimeSpan.FromSeconds(2)), kernel.World.Time);
        }
    }

    /// <summary>No two commands carry the same text.</summary>
    private static string Text(string commandId) => $"text of {commandId}";

    private bool GivesUp(string what, string code) => code == NotWritten && what is "steer" or "message" or "pause" && random.Chance(0.3);

    private static bool IsPassing(string code) =>
        code is "entity.busy" or "entity.timeout" or "shard.moved" or NotWritten or "entity.quarantined" or "node.stopping";

    /// <summary>Asks the node of the moment; <see langword="null"/> when there is none, or when no answer comes.</summary>
    public async Task<RunResult<RunReply>?> Ask(Func<RunSystem, ValueTask<RunResult<RunReply>>> command)
    {
        if (node.System is null)
            return null;
        var answer = node.Call(command);
        var deadline = Task.Delay(TimeSpan.FromSeconds(40), kernel.World.Time);
        if (await Task.WhenAny(answer, deadline) == answer)
            return await answer;
        return null;
    }
}
