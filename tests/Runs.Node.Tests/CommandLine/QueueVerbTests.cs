using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.CommandLine;

public sealed class QueueVerbTests : IAsyncLifetime
{
    private const string Strategy = """
        name: Ask
        version: "1"
        queue: asking
        agents: { you: { type: user, config: { ask: always } }, echo: { model: mock/echo } }
        flow: { name: f, type: sequential, steps: [{ agent: echo }, { agent: you }] }
        """;

    private readonly Workspace _here = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _here.DisposeAsync();

    [Fact]
    public async Task Queues_and_limits_are_shown_also_where_nothing_was_ever_started()
    {
        var shown = await _here.Run("queue", "--set", "runs.queues.batch.max-concurrent-runs=2");

        shown.Exited(0).Out.ShouldContain("batch");
        shown.Out.ShouldContain("0 of 2");
        shown.Out.ShouldContain("default");
    }

    [Fact]
    public async Task A_queue_that_isnt_configured_is_refused() => (await _here.Run("queue", "nowhere")).Refused("queue.unknown");

    [Fact]
    public async Task A_run_waits_in_the_queue_that_the_command_line_names_and_its_slot_is_given_back()
    {
        _here.Write("ask.yaml", Strategy);
        string[] rules = ["--set", "runs.queues.asking.max-concurrent-runs=1", "--set", "runs.queues.fast.max-concurrent-runs=1"];

        (await _here.Run(["run", "ask.yaml", "--run-id", "r", "--queue", "fast", "--priority", "7", .. rules])).Exited(3);

        var events = await _here.Events("r");
        events.Select(line => (string?)line["event"]!["type"]).ShouldContain("run-admitted");
        ((string?)events[0]["event"]!["admission"]!["queue"], (int?)events[0]["event"]!["admission"]!["priority"]).ShouldBe(("fast", 7));
        var queue = (await _here.Run(["queue", "fast", "--json", .. rules])).Exited(0).Json.Single();
        ((int?)queue["active"], (int?)queue["waiting"], (int?)queue["maxConcurrentRuns"]).ShouldBe((0, 0, 1));
    }

    [Fact]
    public async Task A_strategy_in_a_queue_that_isnt_configured_is_refused()
    {
        _here.Write("ask.yaml", Strategy);

        (await _here.Run("run", "ask.yaml")).Refused("queue.unknown");
    }
}
