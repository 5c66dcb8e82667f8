using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Runs.Actors.Artifacts;
using Runs.Actors.Attempts;
using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Strategies;
using Runs.Domain.Templates;
using Runs.Steps.Artifacts;
using Runs.Steps.Http;
using Runs.Steps.Http.Addresses;
using Runs.Steps.Http.Secrets;

namespace Runs.Actors.Tests.Http;

/// <summary>A server on this machine, known by two names, and a handler that may reach it.</summary>
internal sealed class HttpWorld : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _directory = new();
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<HeardRequest> _heard = new();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lazy<HttpHandler> _handler;

    private HttpWorld(WebApplication app)
    {
        _app = app;
        Artifacts = new DirectoryArtifactStore(_directory.At("artifacts"));
        _handler = new(() => new HttpHandler(Options, Artifacts, TimeProvider.System, _directory.Path));
    }

    /// <summary>How requests are sent; to be changed before the first. This machine may be reached.</summary>
    public HttpOptions Options { get; set; } = new() { AllowPrivate = [Target("127.0.0.0/8")] };

    public IArtifactStore Artifacts { get; }

    public HttpHandler Handler => _handler.Value;

    public AttemptKey Key { get; } = new(RunId.Parse("run"), StepId.Root(1).Child(0), 1);

    public CountingOutput Output { get; } = new();

    public StopSwitch Switch { get; } = new();

    public int Port => new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;

    /// <summary>The requests that have reached the server.</summary>
    public HeardRequest[] Heard => [.. _heard];

    public static async Task<HttpWorld> Start(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var world = new HttpWorld(builder.Build());
        world._app.Run(async context =>
        {
            context.RequestAborted.Register(() => world._gone.TrySetResult());
            world._heard.Enqueue(await HeardRequest.Read(context));
            world._asked.TrySetResult();
            await answer(context);
        });
        await world._app.StartAsync();
        return world;
    }

    public static PrivateTarget Target(string text) =>
        PrivateTarget.TryParse(text, out var target) ? target : throw new ArgumentException($"\"{text}\" is no target.");

    public static UrlHost Host(string text) => UrlHost.TryParse(text, out var host) ? host : throw new ArgumentException($"\"{text}\" is no host.");

    /// <summary>The server by its address.</summary>
    public string Url(string path = "/") => $"http://127.0.0.1:{Port}{path}";

    /// <summary>The server by its name: another host, as far as anybody can tell.</summary>
    public string OtherUrl(string path = "/") => $"http://localhost:{Port}{path}";

    /// <summary>Lets a header carry a variable to the server's address.</summary>
    public void Grant(string variable, string? value)
    {
        HeaderVariable.TryParse($"{variable}@127.0.0.1:{Port}", out var granted).ShouldBeTrue();
        Options = Options with { HeaderVariables = [granted], ReadVariable = name => name == variable ? value : null };
    }

    public AttemptRequest Get(string? url = null) => With(HttpVerb.Get, url: url);

    public AttemptRequest With(HttpVerb method, string? body = null, string? url = null, Func<HttpSettings, HttpSettings>? change = null)
    {
        var settings = new HttpSettings { Method = method, Url = Template.Empty };
        return new AttemptRequest
        {
            Key = Key,
            Agent = new PlanAgent { Index = 0, Name = "request", Kind = PlanAgentKind.Http, Settings = change?.Invoke(settings) ?? settings },
            Cwd = "/",
            Message = "",
            Url = url ?? Url(),
            Body = body,
        };
    }

    public async Task<AttemptOutcome> Execute(AttemptRequest request)
    {
        try
        {
            return await Handler.Execute(request, Output, Switch.Stop).AsTask().WaitAsync(Deadline);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The request to {request.Url} didn't end within {Deadline}; the server has heard {Heard.Length} requests.");
        }
    }

    /// <summary>The result of an attempt that must succeed.</summary>
    public async Task<string> Result(AttemptRequest request)
    {
        var outcome = await Execute(request);
        (outcome as AttemptOutcome.Failed)?.Error.ShouldBeNull();
        return await ArtifactText.Load(Artifacts, Key.Run, outcome.ShouldBeOfType<AttemptOutcome.Succeeded>().Output, CancellationToken.None);
    }

    /// <summary>How an attempt fails that must.</summary>
    public async Task<AttemptOutcome.Failed> Failure(AttemptRequest request) => (await Execute(request)).ShouldBeOfType<AttemptOutcome.Failed>();

    /// <summary>Waits for the first request.</summary>
    public Task UntilAsked() => Until(_asked.Task, "a request");

    /// <summary>Waits until the client has closed a connection in the middle of an exchange.</summary>
    public Task UntilGone() => Until(_gone.Task, "the client to close the connection");

    public async ValueTask DisposeAsync()
    {
        if (_handler.IsValueCreated)
            _handler.Value.Dispose();
        await _app.DisposeAsync();
        Switch.Dispose();
        _directory.Dispose();
    }

    private static async Task Until(Task task, string what)
    {
        try
        {
            await task.WaitAsync(Deadline);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Waited {Deadline} for {what}.");
        }
    }
}
