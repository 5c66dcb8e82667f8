using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Rest.Support;

/// <summary>A test with a gateway of its own and a client over HTTP.</summary>
public abstract class RestTest : IAsyncLifetime
{
    private protected GatewayWorld World { get; private set; } = null!;

    private protected RestClient Client { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        World = await GatewayWorld.Start(Options);
        Client = new RestClient(World.Gateway.Address);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Client.Dispose();
        await World.DisposeAsync();
    }

    private protected virtual GatewayOptions? Options => null;

    /// <summary>Ends the server and begins another on the same journal.</summary>
    private protected async Task Restart()
    {
        await World.Stop();
        await World.StartAgain(Options);
        Client.Dispose();
        Client = new RestClient(World.Gateway.Address);
    }

    /// <summary>Starts a run of an echo and waits for its end.</summary>
    private protected async Task<string> Completed(string id, string input = "hello")
    {
        (await Client.Post("runs", new { runId = id, strategyPath = World.Echo(), start = true, input })).ShouldBe(201);
        await End(id);
        return id;
    }

    /// <summary>Waits for the end of a run.</summary>
    private protected async Task End(string id)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await World.System.Completion(Runs.Domain.Identity.RunId.Parse(id), late.Token);
    }

    /// <summary>Starts a run that waits for a person named boss.</summary>
    private protected async Task<string> Waiting(string id)
    {
        (await Client.Post("runs", new { runId = id, strategyPath = World.Ask(), start = true })).ShouldBe(201);
        using var stream = await Client.Follow($"runs/{id}/events");
        await stream.AwaitEvent("wait-opened");
        return id;
    }

    /// <summary>Starts a run whose model waits for the gate, in the middle of a sentence.</summary>
    private protected async Task<string> Gated(string id)
    {
        (await Client.Post("runs", new { runId = id, strategyPath = World.Single("mock/gated"), start = true })).ShouldBe(201);
        using var stream = await Client.Follow($"runs/{id}/events");
        await stream.Await(next => next.Name == "output", "live output");
        return id;
    }

    /// <summary>Asks the server for something until what nobody announces has happened.</summary>
    private protected async Task Until(Func<bool> holds, Func<string> missing)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!holds())
        {
            late.IsCancellationRequested.ShouldBeFalse(missing());
            await Client.Get("runs?limit=1");
        }
    }
}
