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
/// looks until it has ended. A patient one leaves a run alone that doesn't need anybody, and sees it through its viewer only: asking a run for its state
/// would wake it.
/// </summary>
/// <param name="cluster">Where it calls.</param>
/// <param name="run">The run.</param>
/// <param name="strategy">What it prepares.</param>
/// <param name="random">Its own chances.</param>
/// <param name="viewer">Who watches the run for it.</param>
/// <param name="source">The client whose run it forks once that has ended; <see langword="null"/> for a run of its own.</param>
internal sealed class RunClient(SimulatedCluster cluster, RunId run, StrategyDefinition strategy, SeededRandom random, RunViewer viewer, RunClient? source = null)
{
    private readonly bool _isPatient = random.Chance(0.35);
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

    /// <summary>Deletes the run, in some worlds. Whether it did.</summary>
    public async Task<bool> MayDelete()
    {
        if (!random.Chance(0.3))
            return false;
        await _calls.Delete(run);
        return true;
    }

    /// <summary>From any step, or from all that did not succeed if there is something; no fork of what ended in its queue.</summary>
    private ForkRequest? ForkOf(RunClient forked)
    {
        var state = forked.Last!;
        var steps = state.Steps.Values.Where(step => step.Id != step.Parent).ToList();
        if (steps.Count == 0)
            return null;
        var from = random.Pick(steps).Id.Value;
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
            if (await Look() is not { } state)
                continue;
            Last = state;
            if (state.Status.IsTerminal())
                return;
            if (state.Status is RunStatus.Paused or RunStatus.Quarantined && random.Chance(0.5))
                await _calls.Do(run, "resume", (system, id) => system.Resume(run, id), RunErrors.Terminal);
            foreach (var sub in state.SubRuns.Keys)
                await Tend(sub);
            foreach (var input in state.Inputs.Values)
                await _calls.Do(run, "answer", (system, id) => system.Answer(run, input.AgentName, ClientCalls.Text(id), id), RunErrors.NoPendingInput);
            foreach (var question in state.Questions.Values)
                await _calls.Do(run, "question", (system, id) => system.AnswerQuestion(run, question.RequestId, ClientCalls.Text(id), id), RunErrors.NoPendingQuestion);
            if (!_isPatient)
                await _meddler.Meddle(state, looks);
        }
    }

    /// <summary>The segment as it is, or as the viewer saw it last; <see langword="null"/> if nothing is known of it yet.</summary>
    private async Task<RunState?> Look()
    {
        if (_isPatient)
            return viewer.Last is { Current: { } current, Pending: null } seen && current.Number >= Segments ? seen : null;
        if (await _calls.Ask(system => system.Describe(run)) is not { IsOk: true, Value: { } reply })
            return null;
        cluster.Witness.Saw(reply.State, reply.Seq);
        return reply.State;
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
        if (await StatusOf(id) is not { } status)
            return false;
        if (status is RunStatus.Paused or RunStatus.Quarantined)
            await _calls.Do(id, "resume-sub", (system, command) => system.Resume(id, command), RunErrors.Terminal);
        return status.IsTerminal();
    }

    private async Task<RunStatus?> StatusOf(RunId sub)
    {
        if (_isPatient)
            return await cluster.Store.FindListed(RunEntity.Of(sub), default) is { Row.Status: var word } ? RunStatusExtensions.ParseWord(word) : null;
        return await _calls.Ask(system => system.Describe(sub)) is { IsOk: true, Value: { } reply } ? reply.State.Status : null;
    }
}
