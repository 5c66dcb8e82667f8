using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Gateway.Access;
using Runs.Gateway.Requests.Reading;

namespace Runs.Gateway.Requests.Lifecycle;

/// <summary>Tries one step of a run again.</summary>
internal sealed class RetryStepRequest() : ControlRequest(
    "retry_step", ErrorCodes.StepNotRetryable, Field.Required("stepId", FieldType.Name))
{
    protected override ValueTask<RunResult<RunReply>> Do(CallerRuns runs, ClientRequest request) =>
        runs.RetryStep(request.Run!.Value, request.Required("stepId"));
}
