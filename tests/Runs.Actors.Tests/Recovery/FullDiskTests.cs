using Runs.Actors.Subscriptions;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Domain.Strategies;
using Runs.Journal.Sqlite;
using Runs.Runtime;
using Runs.Steps.Artifacts;

namespace Runs.Actors.Tests.Recovery;

/// <summary>The journal's disk is full for a while.</summary>
public sealed class FullDiskTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly RunId Run = RunId.Parse("r");

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("runs-full-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public async Task Commands_are_refused_the_run_stays_as_it_was_and_goes_on_when_there_is_room()
    {
        using var directory = DataDirectory.Open(_root.FullName);
        await using var journal = SqliteJournalStore.Open(directory);
        var (handler, refused) = (new GatedHandler(), new RefusedReports());
        await using var system = await RunSystem.Start(
            new RunSystemParts { Journal = journal, Artifacts = new DirectoryArtifactStore(directory.ArtifactsPath), Handlers = [handler], AttemptListener = refused },
            new RunSystemOptions());
        (await system.Prepare(new PrepareRequest { Run = Run, Strategy = Strategy() })).Require();
        (await system.Start(Run)).Require();
        await handler.Begun.WaitAsync(Deadline);
        var before = (await system.Describe(Run)).Require();

        journal.LimitPages(1);
        (await system.Steer(Run, new string('x', 1 << 20))).Error!.Code.ShouldBe(RefusalCodes.NotWritten);
        var during = (await system.Describe(Run)).Require();
        (during.Seq, during.State.Status).ShouldBe((before.Seq, RunStatus.Running));

        // Larger than what the journal's last pages may still hold.
        handler.End(new string('y', 30_000));
        (await refused.First.WaitAsync(Deadline)).Code.ShouldBe(RefusalCodes.NotWritten);

        journal.LimitPages(0);
        var ended = await End(system);
        ended.Status.ShouldBe(RunStatus.Completed);
        ended.End!.Result!.Inline.ShouldBe(new string('y', 30_000));
    }

    private static StrategyDefinition Strategy() => StrategyReader.Read(
        """{ "name": "Full", "version": "1", "agents": { "a": { "model": "m" } }, "flow": { "name": "f", "type": "sequential", "steps": [{ "agent": "a" }] } }""",
        StrategyFormat.Json).Value!;

    private static async Task<RunState> End(RunSystem system)
    {
        using var late = new CancellationTokenSource(Deadline);
        await foreach (var update in system.Subscribe(Run, 0, late.Token))
        {
            if (update is RunUpdate.CaughtUp { State: { End: not null } state })
                return state;
        }

        throw new TimeoutException("The run did not end after there was room again.");
    }
}
