using Runs.Actors.Attempts;
using Runs.Actors.Live;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Commands;
using Runs.Runtime.Links;
using Runs.Runtime.Messaging;
using Runs.Runtime.Nodes;
using Runs.Runtime.Subscriptions;
using Runs.TestKit.Artifacts;
using Runs.TestKit.Journal;
using Runs.TestKit.Simulation;

namespace Runs.Actors.Tests.Attempts;

public sealed class DeniedAttemptTests
{
    private static readonly DateTimeOffset Deadline = new(2026, 1, 1, 1, 0, 0, TimeSpan.Zero);
    private static readonly AttemptKey Key = new(RunId.Parse("r"), new("s1/0"), 1);

    private readonly SimulationKernel _kernel = new(1);
    private readonly List<RunCommand> _reported = [];
    private readonly AttemptHost _host;
    private int _begun;

    public DeniedAttemptTests()
    {
        var time = _kernel.World.Time;
        var peers = new RuntimeNode(new SimulatedJournal(_kernel), new RuntimeOptions(), time, []).Peers;
        var handler = new DelegateHandler(PlanAgentKind.Process, async (_, _, stop) =>
        {
            _begun++;
            await Task.Delay(TimeSpan.FromMinutes(1), time, stop.Requested);
            return DelegateHandler.Done("done");
        });
        _host = new AttemptHost(
            new Dictionary<PlanAgentKind, IStepHandler> { [PlanAgentKind.Process] = handler },
            new MemoryArtifactStore(),
            new LiveOutputs(new JournalTail(), time, null),
            time,
            Report,
            new AttemptNodes(peers, isAlone: true),
            TimeSpan.FromSeconds(30),
            IAttemptListener.None);
    }

    [Fact]
    public void An_attempt_that_was_said_not_to_be_here_never_begins_and_is_lost()
    {
        InWorld(() => _host.Answer(new AttemptInquiry(Key, Deadline, Stop: false, Force: false)).IsHere.ShouldBeFalse());
        InWorld(() => _host.Start(Spec(Deadline), isStopped: false));

        _begun.ShouldBe(0);
        _reported.ShouldBe([new ReportLost(new("s1/0"), 1)]);
        _host.Count.ShouldBe(0);
    }

    [Fact]
    public void The_same_attempt_of_a_later_run_of_the_id_begins_all_the_same()
    {
        InWorld(() => _host.Answer(new AttemptInquiry(Key, Deadline, Stop: false, Force: true)).IsHere.ShouldBeFalse());
        InWorld(() => _host.Start(Spec(Deadline.AddTicks(1)), isStopped: false));

        _begun.ShouldBe(1);
        _host.Answer(new AttemptInquiry(Key, Deadline.AddTicks(1), Stop: false, Force: false)).IsHere.ShouldBeTrue();
        InWorld(() => _host.Answer(new AttemptInquiry(Key, Deadline, Stop: false, Force: true)).IsHere.ShouldBeFalse());
        _reported.ShouldBeEmpty("the other run's attempt is none of that run's business");
    }

    [Fact]
    public void What_is_asked_with_a_stop_stops()
    {
        InWorld(() => _host.Start(Spec(Deadline), isStopped: false));
        InWorld(() => _host.Answer(new AttemptInquiry(Key, Deadline, Stop: true, Force: false)).IsHere.ShouldBeTrue());

        _reported.ShouldBe([new ReportStopped(new("s1/0"), 1)]);
    }

    [Fact]
    public void Only_so_many_are_remembered()
    {
        var denied = new DeniedAttempts();
        for (var i = 0; i <= DeniedAttempts.Kept; i++)
            denied.Add(Key with { Attempt = i }, Deadline);

        denied.Has(Key with { Attempt = 0 }, Deadline).ShouldBeFalse();
        denied.Has(Key with { Attempt = 1 }, Deadline).ShouldBeTrue();
    }

    private static AttemptSpec Spec(DateTimeOffset deadline) => new()
    {
        Key = Key,
        Step = new("s1/0"),
        Deadline = deadline,
        Agent = new PlanAgent { Index = 0, Name = "a", Kind = PlanAgentKind.Process, Settings = null! },
        Cwd = "",
        Message = Content.Empty,
    };

    private ValueTask<Reply> Report(RunId run, RunCommand command)
    {
        _reported.Add(command);
        return ValueTask.FromResult(Reply.Ok());
    }

    /// <summary>Does it in the world, and lets happen what follows within a second.</summary>
    private void InWorld(Action action) => _kernel.Run(async () =>
    {
        action();
        await Task.Delay(TimeSpan.FromSeconds(1), _kernel.World.Time);
    });
}
