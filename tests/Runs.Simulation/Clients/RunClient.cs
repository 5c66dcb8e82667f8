using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;
using Runs.Domain.Strategies;
using Runs.Simulation.Worlds;
using Runs.TestKit.Simulation;

namespace Runs.Simulation.Clients;

/// <summary>
/// One client with one run: prepares it, starts it, answers when it asks, meddles now and then, continues it perhaps, and
/// looks until it has ended. Whatever isn't acknowledged it repeats with the same command id.
/// </summary>
internal sealed class RunClient(SimulationKernel kernel, SimulatedNode node, RunId run, StrategyDefinition strategy, SeededRandom random)
{
    private int _commands;

    public RunId Run => run;

    public List<Acknowledged> Acknowledged { get; } = [];

    public RunState? Last { get; private set; }

    public int Segments { get; private set; }

    public async Task Live()
    {
        for (var segment = 1; segment <= 4 && (segment == 1 || random.Chance(0.4)); segment++)
        {
            var input = random.Chance(0.5) ? "" : $"input {segment}";
            await Do("prepare", (system, id) => Prepare(system, id));
            var first = segment == 1;
            await Do("start", (system, id) => first ? system.Start(run, input, commandId: id) : system.Continue(run, input, commandId: id));
            Segments++;
            await Watch();
        }
    }

    private async ValueTask<RunResult<RunReply>> Prepare(RunSystem system, string id)
    {
        var prepared = await system.Prepare(new PrepareRequest { Run = run, Strategy = strategy, CommandId = id });
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
            if (reply.State.Status.IsTerminal())
                return;
            if (reply.State.Status is RunStatus.Paused or RunStatus.Quarantined)
                await Do("resume", (system, id) => system.Resume(run, id), RunErrors.Terminal);
            foreach (var input in reply.State.Inputs.Values)
                await Do("answer", (system, id) => system.Answer(run, input.AgentName, Text(id), id), RunErrors.NoPendingInput);
            foreach (var question in reply.State.Questions.Values)
                await Do("question", (system, id) => system.AnswerQuestion(run, question.RequestId, Text(id), id), RunErrors.NoPendingQuestion);
            await Meddle(looks);
        }
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
                await Do("stop", (system, id) => system.Stop(run, commandId: id));
                break;
            case < 0.075 or > 0.99 when looks > 40:
                await Do("kill", (system, id) => system.Kill(run, id));
                break;
        }
    }

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

    /// <summary>Repeats a command with one id until it is acknowledged, or refused for a reason that the client expects.</summary>
    private async Task Do(string what, Func<RunSystem, string, ValueTask<RunResult<RunReply>>> command, params string[] expected)
    {
        var id = $"{run}/{what}/{_commands++}";
        while (true)
        {
            var result = await Ask(system => command(system, id));
            if (result is { IsOk: true })
            {
                Acknowledged.Add(new(run, id, what, Text(id)));
                return;
            }

            if (result?.Error is { } error && expected.Contains(error.Code))
                return;
            if (result?.Error is { Code: var code } && !IsPassing(code))
                throw new CheckFailedException($"{id} was refused: {result.Value.Error!.Message}");
            await Task.Delay(random.NextTime(TimeSpan.FromSeconds(2)), kernel.World.Time);
        }
    }

    /// <summary>No two commands carry the same text.</summary>
    private static string Text(string commandId) => $"text of {commandId}";

    private static bool IsPassing(string code) =>
        code is "entity.busy" or "entity.timeout" or "shard.moved" or "journal.not-written" or "entity.quarantined" or "node.stopping";

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
