using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Lets a paused or quarantined run go on.</summary>
internal sealed class ResumeRun() : RunCommand("resumeRun", "resume")
{
    public override string Summary => "Lets a paused or quarantined run go on.";

    public override ObjectSchema Body { get; } = new() { IsClosed = true };

    public override bool BeginsWork => true;

    protected override ValueTask<RunResult<RunReply>> Do(RestRequest request) =>
        request.Runs.Resume(request.Run, request.CommandId(Id));
}
