namespace Runs.Conformance.Tests.Decisions;

/// <summary>Where the protocol was weak: what a server of its own settings does.</summary>
public sealed class ServerDecisionTests : IDisposable
{
    private readonly CheckedClients _clients = new();

    [Fact]
    public async Task A_prepared_run_is_dropped_after_its_time()
    {
        await using var server = await ServerProcess.Start("--set", "runs.run.prepared-ttl=50ms");
        var client = await _clients.Connect(server);
        await client.Prepare(server.Strategy("echo"), "r");
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        do
        {
            late.Token.ThrowIfCancellationRequested();
            await client.Send(new { type = "list_strategies" });
        }
        while ((await client.Await("strategy_list"))["runs"]!.Any());

        await client.Send(new { type = "start_run", runId = "r" });
        (await client.Await("error")).ShouldBeError("START_FAILED", "Prepared run not found: r");
    }

    [Fact]
    public async Task Addresses_that_others_can_reach_need_tokens()
    {
        await using var here = new Workspace();
        (await here.Run("serve", "--host", "0.0.0.0", "--port", "0")).Refused("gateway.not-loopback");
    }

    [Fact]
    public async Task Allowed_origins_are_let_in()
    {
        await using var server = await ServerProcess.Start("--set", "runs.gateway.allowed-origins=https://runs.example");
        (await (await _clients.Connect(server, "https://runs.example")).BeforePong()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_client_that_does_not_read_disturbs_nobody_and_is_caught_up()
    {
        await using var server = await ServerProcess.Start("--set", "runs.gateway.outbox-size=64KiB");
        var (slow, quick) = (await _clients.Connect(server), await _clients.Connect(server));
        var path = server.Strategy("large", """
            name: Large
            version: "1"
            agents: { a: { model: mock/k } }
            flow: { name: Main, type: cycle, cycles: 20, steps: [{ agent: a }] }
            """);
        for (var i = 0; i < 40; i++)
        {
            await quick.Prepare(path, $"r{i}");
            await slow.Send(new { type = "subscribe", runId = $"r{i}", afterSeq = 0 });
            await quick.Send(new { type = "start_run", runId = $"r{i}" });
            await quick.Await("strategy_completed", $"r{i}");
        }

        // Far more than the outbox and the sockets hold has been said.
        for (var i = 0; i < 40; i++)
        {
            var run = $"r{i}";
            if (!slow.Journaled(run).Any(frame => frame.IsTerminal()))
                await slow.Await("strategy_completed", run);
            slow.Journaled(run).Select(frame => frame.Lasting()).ShouldBe(quick.Journaled(run).Select(frame => frame.Lasting()));
        }
    }

    public void Dispose() => _clients.Dispose();
}
