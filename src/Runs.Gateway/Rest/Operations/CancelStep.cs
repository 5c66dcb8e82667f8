using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Ends one step of a run before its time.</summary>
internal sealed class CancelStep() : StepCommand("cancelStep", "cancel")
{
    public override string Summary => "Ends one step of a run before its time. One that has ended stays as it is.";

    public override ObjectSchema Body { get; } = new(
        SchemaMember.Optional("reason", TextSchema.NotEmpty("The text of the step's error.")),
        SchemaMember.Optional("force", new FlagSchema { Description = "Whether what is under way in it is stopped at once, without its grace. Default: false." }))
    { IsClosed = true };

    protected override ValueTask<RunResult<RunReply>> Do(RestRequest request, string step) =>
        request.Runs.CancelStep(request.Run, step, request.CommandId(Id), (string?)request.Body["reason"], (bool?)request.Body["force"] ?? false);
}
