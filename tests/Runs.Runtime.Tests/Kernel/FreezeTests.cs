using Runs.TestKit.Simulation;

namespace Runs.Runtime.Tests.Kernel;

public sealed class FreezeTests
{
    private readonly SimulationKernel _kernel = new(7);

    [Fact]
    public void Nothing_of_a_frozen_process_runs_and_all_of_it_goes_on_afterwards()
    {
        var process = _kernel.NewContext("process");
        var ticks = 0;
        process.Start(async () =>
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), process.Time);
                ticks++;
            }
        });
        _kernel.Run(async () =>
        {
            await Pass(2.5);
            ticks.ShouldBe(2);
            process.Freeze();
            await Pass(60);
            ticks.ShouldBe(2);
            process.Thaw();
            await Pass(0.1);
            ticks.ShouldBe(3, "the delay that was under way ended during the freeze");
            await Pass(1);
            ticks.ShouldBe(4);
        });
    }

    [Fact]
    public void A_periodic_timer_ticks_once_for_all_the_periods_of_a_freeze()
    {
        var process = _kernel.NewContext("process");
        var ticks = 0;
        using var timer = process.Time.CreateTimer(_ => ticks++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        _kernel.Run(async () =>
        {
            process.Freeze();
            await Pass(30.5);
            process.Thaw();
            await Pass(0.1);
            ticks.ShouldBe(1);
        });
    }

    [Fact]
    public void A_process_that_crashes_while_it_is_frozen_never_goes_on()
    {
        var process = _kernel.NewContext("process");
        var ran = false;
        _kernel.Run(async () =>
        {
            process.Freeze();
            process.Start(() =>
            {
                ran = true;
                return Task.CompletedTask;
            });
            process.Crash();
            process.Thaw();
            await Pass(1);
        });
        ran.ShouldBeFalse();
    }

    private Task Pass(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), _kernel.World.Time);
}
