using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Gateway.Access;
using Runs.Gateway.Requests.Reading;

namespace Runs.Gateway.Requests.Lifecycle;

/// <summary>Starts a run that was prepared for the first time.</summary>
internal sealed class StartRunRequest() : StartingRequest(
    "start_run", ErrorCodes.StartFailed, Field.Required("runId", FieldType.Run), Field.Optional("input", FieldType.Text))
{
    protected override ValueTask<RunResult<RunReply>> Begin(CallerRuns runs, ClientRequest request) =>
        runs.Start(request.Run!.Value, request.Text("input") ?? "", request.RequestId);
}
