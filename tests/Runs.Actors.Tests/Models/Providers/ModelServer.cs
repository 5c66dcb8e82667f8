using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Runs.Actors.Tests.Models.Providers;

/// <summary>Plays a provider on this machine, and records what it is asked.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ModelRequest> _requests = new();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ModelServer(WebApplication app) => _app = app;

    /// <summary>The address to configure.</summary>
    public Uri BaseUrl => new($"{_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()}/v1");

    /// <summary>What it was asked.</summary>
    public ModelRequest[] Requests => [.. _requests];

    public static async Task<ModelServer> Start(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ModelServer(builder.Build());
        server._app.Run(async context =>
        {
            context.RequestAborted.Register(() => server._gone.TrySetResult());
            server._requests.Enqueue(await ModelRequest.Read(context.Request));
            server._asked.TrySetResult();
            await answer(context);
        });
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Waits for the first request.</summary>
    public Task UntilAsked() => Until(_asked.Task, "a request");

    /// <summary>Waits until a client has closed the connection in the middle of an exchange.</summary>
    public Task UntilGone() => Until(_gone.Task, "the client to close the connection");

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

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
