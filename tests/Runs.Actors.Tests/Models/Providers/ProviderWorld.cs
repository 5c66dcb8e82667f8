using Microsoft.AspNetCore.Http;
using Runs.Actors.Attempts;
using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Gateway.Tests.Support;
using Runs.Steps.Models;
using Runs.Steps.Models.Providers;
using Runs.TestKit.Artifacts;

namespace Runs.Actors.Tests.Models.Providers;

/// <summary>A provider named <c>acme</c> on this machine, and one attempt at its model <c>lab/m1</c>.</summary>
internal sealed class ProviderWorld : IAsyncDisposable
{
    public const string Secret = "sk-very-secret-0123456789";

    private ProviderWorld(ModelServer server, ModelApi api)
    {
        Server = server;
        ApiKey.TryCreate(Secret, out var key).ShouldBeTrue();
        Options = new ModelProviderOptions { Name = "acme", Api = api, BaseUrl = server.BaseUrl, KeyVariable = "ACME_KEY", Key = key };
    }

    public ModelServer Server { get; }

    public ModelProviderOptions Options { get; set; }

    public ManualTime Time { get; } = new();

    public RecordingOutput Output { get; } = new();

    public MemoryArtifactStore Artifacts { get; } = new();

    public StopSwitch Stop { get; } = new();

    public AttemptRequest Request { get; set; } = AskFor(new LlmSettings());

    /// <summary>The body of the only request.</summary>
    public ModelRequest Sent => Server.Requests.ShouldHaveSingleItem();

    public static async Task<ProviderWorld> Start(ModelApi api, Func<HttpContext, Task> answer) => new(await ModelServer.Start(answer), api);

    public static AttemptRequest AskFor(LlmSettings settings) => new()
    {
        Key = new AttemptKey(RunId.Parse("run"), StepId.Root(1), 1),
        Agent = new PlanAgent { Index = 0, Name = "writer", Kind = PlanAgentKind.Llm, Model = "acme/lab/m1", Settings = settings },
        Cwd = "/",
        Message = "what?",
    };

    public async Task<AttemptOutcome> Reply()
    {
        var catalog = new ModelCatalog([], [new ModelProvider(Options, Artifacts, Time)]);
        return await new ModelHandler(catalog).Execute(Request, Output, Stop.Stop);
    }

    public async Task<AttemptOutcome.Succeeded> Succeeds() => await Ends<AttemptOutcome.Succeeded>();

    public async Task<AttemptOutcome.Failed> Fails() => await Ends<AttemptOutcome.Failed>();

    private async Task<T> Ends<T>()
    {
        var outcome = await Reply();
        return outcome.ShouldBeOfType<T>(outcome.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        Stop.Dispose();
        await Server.DisposeAsync();
    }
}
