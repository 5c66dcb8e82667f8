namespace Runs.Conformance.Tests.Support;

/// <summary>A test against the server that all share.</summary>
public abstract class ConformanceTest(SharedServer shared) : IDisposable
{
    private static int s_runs;

    private readonly CheckedClients _clients = new();

    private protected ServerProcess Server => shared.Server;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _clients.Dispose();
    }

    /// <summary>An id that no other test uses.</summary>
    private protected static string NewRun() => $"run-{Interlocked.Increment(ref s_runs)}";

    private protected Task<TestClient> Connect(string? origin = null) => _clients.Connect(Server, origin);

    /// <summary>A file of one of the strategies that several tests need.</summary>
    private protected string File(string name) => Server.Strategy(name);

    /// <summary>Prepares and starts a run.</summary>
    private protected async Task<string> Start(TestClient client, string strategy, string input = "")
    {
        var run = NewRun();
        await client.Prepare(File(strategy), run);
        await client.Send(new { type = "start_run", runId = run, input, requestId = $"start {run}" });
        return run;
    }

    /// <summary>Prepares and starts a run, and waits for its end.</summary>
    private protected async Task<string> Complete(TestClient client, string strategy, string input = "")
    {
        var run = await Start(client, strategy, input);
        await client.Await("strategy_completed", run);
        return run;
    }

    /// <summary>Starts a run that hangs in the middle of a model's call until it is stopped.</summary>
    private protected async Task<string> Hang(TestClient client)
    {
        var run = await Start(client, "stuck");
        await client.Await(frame => frame.Of(run) && frame.Kind() == "agent_streaming thinking", "thinking");
        return run;
    }
}
