using System.Text;
using Runs.Runtime.Links;
using Runs.Runtime.Shards;
using Runs.TestKit.Links;
using Runs.TestKit.Simulation;

namespace Runs.Runtime.Tests.Kernel;

public sealed class SimulatedNetworkTests
{
    private readonly SimulationKernel _kernel = new(11);
    private readonly SimulatedNetwork _network;
    private readonly List<NodeRecord> _nodes = [];
    private readonly List<SimulatedLinks> _joined = [];
    private readonly List<string> _received = [];

    public SimulatedNetworkTests() => _network = new SimulatedNetwork(_kernel);

    [Fact]
    public void Frames_of_a_channel_arrive_once_and_in_order_when_nothing_is_wrong()
    {
        var (a, b) = (Join("a"), Join("b"));
        _kernel.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
                Send(a, b, $"{i}").ShouldBeTrue();
            await Pass(1);
        });
        _received.ShouldBe(Enumerable.Range(0, 100).Select(i => $"1 to 2: {i}"));
    }

    [Fact]
    public void Frames_get_lost_doubled_and_overtaken_as_the_faults_say()
    {
        var (a, b) = (Join("a"), Join("b"));
        _network.Faults = new LinkFaults { Losses = 0.2, Doubles = 0.2, Overtakes = 0.2, Stalls = 0.02 };
        _kernel.Run(async () =>
        {
            for (var i = 0; i < 500; i++)
            {
                Send(a, b, $"{i:d3}").ShouldBeTrue();
                await Pass(0.01);
            }

            await Pass(60);
        });
        _received.Distinct().Count().ShouldBeInRange(350, 450);
        _received.Count.ShouldBeGreaterThan(_received.Distinct().Count());
        _received.SequenceEqual(_received.Order()).ShouldBeFalse("some are overtaken");
    }

    [Fact]
    public void Nothing_crosses_a_cut_the_sender_sees_it_after_a_while_and_healed_it_is_as_before()
    {
        var (a, b) = (Join("a"), Join("b"));
        _kernel.Run(async () =>
        {
            _network.Cut(["a"], ["b"]);
            Send(a, b, "lost").ShouldBeTrue("nobody knows yet");
            Send(b, a, "the other way").ShouldBeTrue();
            await Pass(6);
            Send(a, b, "refused").ShouldBeFalse();
            _network.Heal();
            Send(a, b, "healed").ShouldBeTrue();
            await Pass(1);
        });
        _received.ShouldBe(["2 to 1: the other way", "1 to 2: healed"]);
    }

    [Fact]
    public void A_frame_for_a_life_that_is_over_reaches_no_later_one()
    {
        var (a, b) = (Join("a"), Join("b"));
        _kernel.Run(async () =>
        {
            Send(a, b, "on its way").ShouldBeTrue();
            b.Process.Crash();
            var next = Join("b");
            await Pass(1);
            Send(a, b, "too late").ShouldBeFalse();
            Send(a, next, "to the next").ShouldBeTrue();
            await Pass(1);
        });
        _received.ShouldBe(["1 to 3: to the next"]);
    }

    [Fact]
    public void A_frozen_process_receives_what_came_meanwhile_in_its_order()
    {
        var (a, b) = (Join("a"), Join("b"));
        _kernel.Run(async () =>
        {
            b.Process.Freeze();
            for (var i = 0; i < 20; i++)
                Send(a, b, $"{i}").ShouldBeTrue();
            await Pass(60);
            _received.ShouldBeEmpty();
            b.Process.Thaw();
            await Pass(1);
        });
        _received.ShouldBe(Enumerable.Range(0, 20).Select(i => $"1 to 2: {i}"));
    }

    [Fact]
    public void No_more_is_taken_than_may_wait()
    {
        var (a, b) = (Join("a"), Join("b"));
        _network.Capacity = 10;
        _kernel.Run(async () =>
        {
            b.Process.Freeze();
            Enumerable.Range(0, 30).Count(i => Send(a, b, $"{i}")).ShouldBe(10);
            await Pass(1);
            a.Links.TrySend(b.Self.Number, LinkChannel.Live, "another way"u8.ToArray()).ShouldBeTrue();
            b.Process.Thaw();
            await Pass(1);
            Send(a, b, "again").ShouldBeTrue();
            await Pass(1);
        });
        _received.Count.ShouldBe(12);
    }

    private (SimulationContext Process, SimulatedLinks Links, NodeIncarnation Self) Join(string name)
    {
        var process = _kernel.NewContext(name);
        var links = _network.Connect(process);
        var self = new NodeIncarnation(name, _nodes.Count + 1);
        links.Open(self, frame => _received.Add($"{frame.From} to {self.Number}: {Encoding.UTF8.GetString(frame.Data.Span)}"));
        _nodes.Add(new NodeRecord(self, name, NodePhase.Up, TimeSpan.FromMinutes(1)));
        _joined.Add(links);
        foreach (var joined in _joined)
            joined.Meet(_nodes);
        return (process, links, self);
    }

    private static bool Send(
        (SimulationContext Process, SimulatedLinks Links, NodeIncarnation Self) from, (SimulationContext Process, SimulatedLinks Links, NodeIncarnation Self) to, string text) =>
        from.Links.TrySend(to.Self.Number, LinkChannel.Control, Encoding.UTF8.GetBytes(text));

    private Task Pass(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), _kernel.World.Time);
}
