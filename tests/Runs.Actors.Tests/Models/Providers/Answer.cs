using Microsoft.AspNetCore.Http;

namespace Runs.Actors.Tests.Models.Providers;

/// <summary>How the server answers.</summary>
internal static class Answer
{
    /// <summary>With a stream of these events.</summary>
    public static Func<HttpContext, Task> Events(params string[] events) => async context =>
    {
        foreach (var data in events)
            await context.Send(data);
    };

    /// <summary>With these events, and then nothing more until the client goes.</summary>
    public static Func<HttpContext, Task> EventsThenSilence(params string[] events) => async context =>
    {
        await Events(events)(context);
        await context.Silence();
    };

    /// <summary>By cutting the connection.</summary>
    public static Func<HttpContext, Task> Cut() => context =>
    {
        context.Abort();
        return Task.CompletedTask;
    };

    /// <summary>With these events, and then the connection is cut, but not before the client has seen them: what is under way would be lost.</summary>
    public static Func<HttpContext, Task> EventsThenCut(Task seen, params string[] events) => async context =>
    {
        await Events(events)(context);
        await seen.WaitAsync(context.RequestAborted);
        context.Abort();
    };

    /// <summary>With a status and a body.</summary>
    public static Func<HttpContext, Task> Status(int status, string body = "", params (string Name, string Value)[] headers) => context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        return context.Response.WriteAsync(body);
    };

    /// <summary>Sends one event at once.</summary>
    public static async Task Send(this HttpContext context, string data)
    {
        if (!context.Response.HasStarted)
            context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync($"data: {data}\n\n");
        await context.Response.Body.FlushAsync();
    }

    /// <summary>Says nothing until the client goes.</summary>
    public static async Task Silence(this HttpContext context) =>
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
