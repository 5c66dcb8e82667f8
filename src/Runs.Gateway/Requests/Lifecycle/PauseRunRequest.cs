using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Gateway.Access;
using Runs.Gateway.Requests.Reading;

namespace Runs.Gateway.Requests.Lifecycle;

/// <summary>Begins nothing new in a run until it is resumed.</summary>
internal sealed class PauseRunRequest() : ControlRequest(
    "pause_run", ErrorCodes.RunNotPausable, Field.Optional("reason", FieldType.Name), Field.Optional("now", FieldType.Flag))
{
    protected override ValueTask<RunResult<RunReply>> Do(CallerRuns runs, ClientRequest request) =>
        runs.Pause(request.Run!.Value, reason: request.Text("reason"), now: request.Flag("now"));
}
