using Microsoft.AspNetCore.Http;
using Runs.Actors.Watching;
using Runs.Gateway.Access;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Documents;
using Runs.Gateway.Rest.Reading;

namespace Runs.Gateway.Rest.Waits;

/// <summary>What came of a wait, as soon as that is known. It counts as a client as long as it waits.</summary>
internal sealed class WaitAnswer(RestRequest request, RunWait wait) : IResult
{
    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var gateway = request.Gateway;
        if (wait.AtOnce is { } receipt)
        {
            await new JsonAnswer(StatusCodes.Status200OK, json => WaitDocument.WriteMembers(json, receipt)).ExecuteAsync(httpContext);
            return;
        }

        if (gateway.Connections.Count >= gateway.Options.MaxClients)
        {
            await Problem.Of(RestCodes.Full, "The server has as many clients as it may.").ExecuteAsync(httpContext);
            return;
        }

        using var place = gateway.Access.Connect(request.Caller, httpContext);
        if (place is null)
            await AccessControl.TooManyClients.Answer(httpContext);
        else
            await Wait(httpContext);
    }

    private async Task Wait(HttpContext http)
    {
        var client = new WaitingClient(request.Caller, http);
        request.Gateway.Connections.Add(client);
        try
        {
            await client.Answer(wait);
        }
        finally
        {
            request.Gateway.Connections.Remove(client);
        }
    }
}
