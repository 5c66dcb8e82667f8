namespace Runs.Runtime.Tests.Loop;

/// <summary>Turn → lane → unknown outcome → takeover from oneself → recovery.</summary>
public sealed class RiskiestLoopTests
{
    private const int Seeds = 1000;

    [Fact]
    public void Every_acknowledged_command_is_counted_once_whatever_fails()
    {
        var (crashes, unknown, fenced, takeovers) = (0, 0, 0, 0);
        for (var seed = 0UL; seed < Seeds; seed++)
        {
            var world = new CounterWorld(seed);
            try
            {
                world.Run();
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"Seed {seed}: {error.Message}", error);
            }

            crashes += world.Crashes;
            unknown += world.Journal.UnknownOutcomes;
            fenced += world.Journal.FencedAppends;
            takeovers += world.Journal.Takeovers;
        }

        crashes.ShouldBeGreaterThan(Seeds / 2, "the seeds hardly crash");
        unknown.ShouldBeGreaterThan(Seeds, "the seeds hardly leave an append in doubt");
        fenced.ShouldBeGreaterThan(Seeds / 20, "the seeds hardly fence");
        TestContext.Current.SendDiagnosticMessage($"{crashes} crashes, {unknown} unknown outcomes, {fenced} fenced appends, {takeovers} takeovers");
    }

    [Fact]
    public void A_seed_gives_the_same_trace_each_time()
    {
        for (var seed = 0UL; seed < 20; seed++)
            new CounterWorld(seed).Run().ShouldBe(new CounterWorld(seed).Run(), $"seed {seed}");
    }
}
