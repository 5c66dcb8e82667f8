using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Tries one step of a run again.</summary>
internal sealed class RetryStep() : StepCommand("retryStep", "retry")
{
    public override string Summary => "Tries one step of a run again: one that waits for its next attempt, has none left, or has ended badly in a graph.";

    public override ObjectSchema Body { get; } = new() { IsClosed = true };

    public override bool BeginsWork => true;

    protected override ValueTask<RunResult<RunReply>> Do(RestRequest request, string step) => request.Runs.RetryStep(request.Run, step, request.CommandId(Id));
}
