using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Domain.Runs;
using Runs.Gateway.Access;
using Runs.Gateway.Connections;
using Runs.Gateway.Requests.Reading;

namespace Runs.Gateway.Requests.Lifecycle;

/// <summary>A command to a run or to one of its steps. Silent when it is carried out, or when there is nothing to do.</summary>
/// <param name="type">Its name on the wire.</param>
/// <param name="refused">The code when the run's state, or the step's, refuses it.</param>
/// <param name="fields">Its fields beside the run.</param>
internal abstract class ControlRequest(string type, string refused, params Field[] fields)
    : RequestKind(type, [Field.Required("runId", FieldType.Run), .. fields])
{
    public sealed override async ValueTask Handle(GatewayContext gateway, ClientConnection client, ClientRequest request)
    {
        var result = await Do(client.Runs, request);
        if (!result.IsOk)
            client.Refuse(request, CodeOf(result.Error.Code), result.Error.Message);
    }

    /// <summary>Gives the command.</summary>
    protected abstract ValueTask<RunResult<RunReply>> Do(CallerRuns runs, ClientRequest request);

    private string CodeOf(string code) => code switch
    {
        AccessErrors.Forbidden => ErrorCodes.Forbidden,
        RunErrors.NotFound => ErrorCodes.RunNotFound,
        RunErrors.StepNotFound => ErrorCodes.StepNotFound,
        RunErrors.NotPausable or RunErrors.NotPrepared or RunErrors.Terminal or RunErrors.StepNotRetryable => refused,
        _ => ErrorCodes.InternalError,
    };
}
