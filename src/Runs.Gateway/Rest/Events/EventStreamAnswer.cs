using Microsoft.AspNetCore.Http;
using Runs.Actors.Subscriptions;
using Runs.Gateway.Access;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Reading;

namespace Runs.Gateway.Rest.Events;

/// <summary>A stream of events, which counts as a client as long as it is open.</summary>
internal sealed class EventStreamAnswer(RestRequest request, RunCursor after) : IResult
{
    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var gateway = request.Gateway;
        if (gateway.Connections.Count >= gateway.Options.MaxClients)
        {
            await Problem.Of(RestCodes.Full, "The server has as many clients as it may.").ExecuteAsync(httpContext);
            return;
        }

        using var place = gateway.Access.Connect(request.Caller, httpContext);
        if (place is null)
            await AccessControl.TooManyClients.Answer(httpContext);
        else
            await Serve(httpContext, place);
    }

    private async Task Serve(HttpContext http, IDisposable place)
    {
        using var stream = new EventStream(request.Gateway, request.Runs, http, request.Run, after, request.Flag("live") ?? true);
        request.Gateway.Connections.Add(stream);
        try
        {
            await stream.Serve();
        }
        finally
        {
            // Whoever sees that it is gone may take its place.
            place.Dispose();
            request.Gateway.Connections.Remove(stream);
        }
    }
}
