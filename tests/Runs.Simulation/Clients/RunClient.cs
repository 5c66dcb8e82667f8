using Runs.Actors;
using Runs.Actors.Forks;
using Runs.Actors.Runs;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.State;
using Runs.Domain.Strategies;
using Runs.Simulation.Worlds;
using Runs.TestKit.Simulation;

namespace Runs.Simulation.Clients;

/// <summary>
/// One client with one run: prepares it, starts it, answers when it asks, meddles now and then, continues it perhaps, and
/// looks until it has ended.
/// </summary>
/// <param name="cluster">Where it calls.</param>
/// <param name="run">The run.</param>
/// <param name="strategy">What it prepares.</param>
/// <param name="random">Its own chances.</param>
/// <param name="source">The client whose run it forks once that has ended; <see langword="null"/> for a run of its own.</param>
internal sealed class RunClient(SimulatedCluster cluster, RunId run, StrategyDefinition strategy, SeededRandom random, RunClient? source = null)
{
    private readonly ClientCalls _calls = new(cluster, run.Value, random);
    private ForkRequest? _fork;
    private Meddler? _meddler;

    public RunId Run => run;

    public RunState? Last { get; private set; }

    public int Segments { get; private set; }

    /// <summary>Whether it has nothing more to do.</summary>
    public bool IsDone { get; private set; }

    public async Task Live()
    {
        while (source is { IsDone: false })
            await cluster.Pass(TimeSpan.FromSeconds(5));
        _fork = source is null ? null : ForkOf(source);
        for (var segment = 1; segment <= 4 && (segment == 1 || random.Chance(0.4)); segment++)
        {
            var input = random.Chance(0.5) ? "" : $"input {segment}";
            await _calls.Do(run, "prepare", Prepare);
            var first = segment == 1;
            await _calls.Do(run, "start", (system, id) => first ? system.Start(run, input, commandId: id) : system.Continue(run, input, commandId: id));
            Segments++;
            await Watch();
            _fork = null;
        }

        IsDone = true;
    }

    /// <summary>Asks until there is an answer.</summary>
    public async Task<RunReply> Describe()
    {
        while (true)
        {
            if (await _calls.Ask(system => system.Describe(run)) is { IsOk: true, Value: { } reply })
                return reply;
            await cluster.Pass(TimeSpan.FromSeconds(1));
        }
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
        _meddler ??= new Meddler(run, _calls, random.Fork());
        for (var looks = 0; ; looks++)
        {
            await cluster.Pass(random.NextTime(TimeSpan.FromSeconds(30)));
            if (await _calls.Ask(system => system.Describe(run)) is not { IsOk: true, Value: { } reply })
                continue;
            Last = reply.State;
            cluster.Witness.Saw(reply.State, reply.Seq);
            if (reply.State.Status.IsTerminal())
                return;
            if (reply.State.Status is RunStatus.Paused or RunStatus.Quarantined && random.Chance(0.5))
                await _calls.Do(run, "resume", (system, id) => system.Resume(run, id), RunErrors.Terminal);
            foreach (var sub in reply.State.SubRuns.Keys)
                await Tend(sub);
            foreach (var input in reply.State.Inputs.Values)
                await _calls.Do(run, "answer", (system, id) => system.Answer(run, input.AgentName, ClientCalls.Text(id), id), RunErrors.NoPendingInput);
            foreach (var question in reply.State.Questions.Values)
                await _calls.Do(run, "question", (system, id) => system.AnswerQuestion(run, question.RequestId, ClientCalls.Text(id), id), RunErrors.NoPendingQuestion);
            await _meddler.Meddle(reply.State, looks);
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
                await cluster.Pass(TimeSpan.FromSeconds(5));
        }
    }

    private async Task<bool> Tend(string sub)
    {
        var id = RunId.Parse(sub);
        if (await _calls.Ask(system => system.Describe(id)) is not { IsOk: true, Value.State.Status: var status })
            return false;
        if (status is RunStatus.Paused or RunStatus.Quarantined)
            await _calls.Do(id, "resume-sub", (system, command) => system.Resume(id, command), RunErrors.Terminal);
        return status.IsTerminal();
    }
}
