using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Newtonsoft.Json;
using Runs.Actors.Subscriptions;
using Runs.Gateway.Frames;
using Runs.Gateway.Rest.Answers;

namespace Runs.Gateway.Rest.Events;

/// <summary>Writes Server-Sent Events, one at a time. A client that takes too long for one is cut off.</summary>
internal sealed class EventStreamWriter : IDisposable
{
    /// <summary>The media type.</summary>
    public const string MediaType = "text/event-stream";

    private readonly HttpContext _http;
    private readonly TimeSpan _timeout;
    private readonly CancellationTokenSource _deadline;

    public EventStreamWriter(HttpContext http, TimeSpan timeout, TimeProvider time)
    {
        _http = http;
        _timeout = timeout;
        _deadline = new CancellationTokenSource(timeout, time);
        _deadline.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    /// <summary>Begins the answer, so that the client knows that it is heard.</summary>
    public async Task Begin()
    {
        _http.Response.ContentType = MediaType;
        _http.Response.Headers["X-Accel-Buffering"] = "no";
        Body.Seal(_http.Response);
        // The deadline of each event is ours.
        if (_http.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
        await _http.Response.StartAsync(_http.RequestAborted);
    }

    /// <summary>Writes an event.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="after">Where to go on after it.</param>
    /// <param name="data">Writes the members of its data.</param>
    public Task Write(string name, RunCursor after, Action<JsonWriter> data) =>
        Send([.. Encoding.ASCII.GetBytes($"id: {after}\nevent: {name}\ndata: "), .. Frame.Object(data), .. "\n\n"u8]);

    /// <summary>Writes a comment, which keeps the connection open and says nothing.</summary>
    public Task Beat() => Send(":\n\n"u8.ToArray());

    /// <inheritdoc/>
    public void Dispose() => _deadline.Dispose();

    private async Task Send(byte[] bytes)
    {
        _deadline.CancelAfter(_timeout);
        await _http.Response.Body.WriteAsync(bytes, _deadline.Token);
        _deadline.CancelAfter(Timeout.InfiniteTimeSpan);
    }
}
