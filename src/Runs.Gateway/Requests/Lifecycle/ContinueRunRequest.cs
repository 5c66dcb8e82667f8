using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Gateway.Access;
using Runs.Gateway.Requests.Reading;

namespace Runs.Gateway.Requests.Lifecycle;

/// <summary>Starts a run that was prepared again after its end.</summary>
internal sealed class ContinueRunRequest() : StartingRequest(
    "continue_run", ErrorCodes.ContinueFailed, Field.Required("runId", FieldType.Run), Field.Required("input", FieldType.Text))
{
    protected override ValueTask<RunResult<RunReply>> Begin(CallerRuns runs, ClientRequest request) =>
        runs.Continue(request.Run!.Value, request.Required("input"), request.RequestId);
}
