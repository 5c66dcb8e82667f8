using Runs.Actors.Runs;
using Runs.Domain.Runs.State;
using Runs.Gateway.Connections;
using Runs.Gateway.Requests.Reading;

namespace Runs.Gateway.Requests.Watching;

/// <summary>Looks at a run of the client's. One that it may not see doesn't exist.</summary>
internal abstract class LookRequest(string type, params Field[] fields) : RequestKind(type, fields)
{
    public sealed override async ValueTask Handle(GatewayContext gateway, ClientConnection client, ClientRequest request)
    {
        var known = await client.Runs.Describe(request.Run!.Value);
        if (!known.IsOk)
            client.Refuse(request, ErrorCodes.InternalError, known.Error.Message);
        else if (known.Value.State.Status == RunStatus.None)
            client.Refuse(request, ErrorCodes.RunNotFound, $"Run not found: {request.Run}");
        else
            await Look(gateway, client, request, known.Value);
    }

    /// <summary>Looks at it.</summary>
    protected abstract ValueTask Look(GatewayContext gateway, ClientConnection client, ClientRequest request, RunReply run);

    /// <summary>Says that the run has no such step.</summary>
    protected static void RefuseStep(ClientConnection client, ClientRequest request) => client.Refuse(
        request, ErrorCodes.StepNotFound, $"Run {request.Run} has no such step, or has not come to it yet.");
}
