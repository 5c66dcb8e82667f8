using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Gateway.Access;

namespace Runs.Gateway.Requests.Lifecycle;

/// <summary>Lets a paused, quarantined or interrupted run go on.</summary>
internal sealed class ResumeRunRequest() : ControlRequest(
    "resume_run", ErrorCodes.RunNotResumable)
{
    protected override ValueTask<RunResult<RunReply>> Do(CallerRuns runs, ClientRequest request) =>
        runs.Resume(request.Run!.Value);
}
