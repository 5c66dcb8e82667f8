using Runs.TestKit.Simulation;

namespace Runs.Runtime.Tests.Kernel;

public sealed class ScheduleTests
{
    [Theory]
    [InlineData(SimulationSchedule.Random)]
    [InlineData(SimulationSchedule.Processes)]
    [InlineData(SimulationSchedule.Chains)]
    public void A_seed_gives_one_order_and_seeds_give_many(SimulationSchedule schedule)
    {
        for (var seed = 0UL; seed < 20; seed++)
            Order(seed, schedule).ShouldBe(Order(seed, schedule));
        Enumerable.Range(0, 20).Select(seed => Order((ulong)seed, schedule)).Distinct().Count().ShouldBeGreaterThan(5);
    }

    [Fact]
    public void A_process_of_the_highest_priority_goes_first_until_it_falls_behind() =>
        Enumerable.Range(0, 20).Select(seed => Order((ulong)seed, SimulationSchedule.Processes)).ShouldContain(order => order.StartsWith("aaaaa") || order.StartsWith("bbbbb"));

    [Fact]
    public void One_that_always_has_something_to_do_starves_nobody_for_ever()
    {
        var kernel = new SimulationKernel(3, SimulationSchedule.Processes);
        var (greedy, other) = (kernel.NewContext("greedy"), kernel.NewContext("other"));
        var isHeard = false;
        greedy.Start(async () =>
        {
            while (!isHeard)
                await Task.Yield();
        });
        other.Start(async () =>
        {
            await Task.Yield();
            isHeard = true;
        });
        kernel.Run(() => Task.Delay(TimeSpan.FromSeconds(1), kernel.World.Time), maxSteps: 100_000);
        isHeard.ShouldBeTrue();
    }

    private static string Order(ulong seed, SimulationSchedule schedule)
    {
        var kernel = new SimulationKernel(seed, schedule);
        var order = new List<string>();
        foreach (var name in (string[])["a", "b"])
        {
            var process = kernel.NewContext(name);
            process.Start(async () =>
            {
                for (var i = 0; i < 3000; i++)
                {
                    order.Add(name);
                    await Task.Yield();
                }
            });
        }

        kernel.Run(() => Task.Delay(TimeSpan.FromSeconds(1), kernel.World.Time));
        return string.Concat(order);
    }
}
