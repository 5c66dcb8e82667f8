using Runs.Domain.Runs;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

/// <summary>
/// Random strategies under random schedules. What must hold is checked by the script after each turn: the decoded journal folds to the
/// live state, deciding is pure, and the invariants of the state and of the events.
/// </summary>
public sealed class RunPropertyTests
{
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_happens_to_a_run_its_journal_tells_its_state_and_it_comes_to_an_end(int firstSeed)
    {
        for (var seed = firstSeed; seed < firstSeed + 50; seed++)
        {
            try
            {
                Check(seed);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"Seed {seed}: {error.Message}", error);
            }
        }
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(0, 8).Select(block => block * 50)];

    private static void Check(int seed)
    {
        var random = new Random(seed);
        var settings = new RunSettings
        {
            Concurrency = random.Next(1, 5),
            MaxRecoveries = random.Next(3),
            StopGrace = TimeSpan.FromTicks(random.Next(3) * 5_000_001),
            Retention = random.Next(2) == 0 ? null : TimeSpan.FromSeconds(random.Next(5)),
            MaxDuration = random.Next(3) == 0 ? TimeSpan.FromSeconds(random.Next(1, 90)) : null,
        };
        var run = Given.Flow(new RandomStrategy(random).Flow(), settings);
        if (random.Next(2) == 0)
            run.Admission = new("q", 0, random.Next(3) == 0 ? [] : ["limit:all", "queue:q/runs"], random.Next(3) > 0 ? [] : ["queue:q/steps"]);
        run.Started(random.Next(2) == 0 ? "" : "in");
        var schedule = new RandomSchedule(random, run);
        schedule.Disturb(60);
        schedule.Finish();

        Owed.Attempts(run.State).ShouldBeEmpty();
        run.State.IsErased.ShouldBeFalse();
    }
}
