using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Actors.Subscriptions;
using Runs.Gateway.Access;
using Runs.Gateway.Connections;
using Runs.Gateway.Requests.Reading;

namespace Runs.Gateway.Requests.Lifecycle;

/// <summary>Begins an execution. Whoever sends it follows the run from there on.</summary>
internal abstract class StartingRequest(string type, string errorCode, params Field[] fields) : RequestKind(type, fields)
{
    public override async ValueTask Handle(GatewayContext gateway, ClientConnection client, ClientRequest request)
    {
        if (gateway.IsDraining)
        {
            client.Refuse(request, errorCode, Draining.Message);
            return;
        }

        var run = request.Run!.Value;
        var before = client.Subscriptions.Contains(run) ? 0 : await Seq(client.Runs, request);
        var result = await Begin(client.Runs, request);
        if (!result.IsOk)
            client.Refuse(request, errorCode, result.Error.Message);
        else if (!client.Subscriptions.TryFollow(run, RunCursor.After(before)))
            client.RefuseToFollow(request, run);
    }

    /// <summary>Begins it.</summary>
    protected abstract ValueTask<RunResult<RunReply>> Begin(CallerRuns runs, ClientRequest request);

    private static async ValueTask<long> Seq(CallerRuns runs, ClientRequest request) =>
        await runs.Describe(request.Run!.Value) is { IsOk: true, Value.Seq: var seq } ? seq : 0;
}
