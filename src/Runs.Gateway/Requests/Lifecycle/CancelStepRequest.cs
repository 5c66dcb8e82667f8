using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Gateway.Access;
using Runs.Gateway.Requests.Reading;

namespace Runs.Gateway.Requests.Lifecycle;

/// <summary>Ends one step of a run before its time.</summary>
internal sealed class CancelStepRequest() : ControlRequest(
    "cancel_step", ErrorCodes.InternalError, Field.Required("stepId", FieldType.Name), Field.Optional("reason", FieldType.Name), Field.Optional("force", FieldType.Flag))
{
    protected override ValueTask<RunResult<RunReply>> Do(CallerRuns runs, ClientRequest request) =>
        runs.CancelStep(request.Run!.Value, request.Required("stepId"), reason: request.Text("reason"), force: request.Flag("force"));
}
