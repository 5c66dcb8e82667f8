using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Begins nothing new in a run until it is resumed.</summary>
internal sealed class PauseRun() : RunCommand("pauseRun", "pause")
{
    public override string Summary => "Begins nothing new in a run until it is resumed. What is under way may end, or is stopped and made anew after the pause.";

    public override ObjectSchema Body { get; } = new(
        SchemaMember.Optional("reason", TextSchema.NotEmpty("Why, for lists and people.")),
        SchemaMember.Optional("now", new FlagSchema { Description = "Whether attempts under way are stopped too. Default: false." }))
    { IsClosed = true };

    protected override ValueTask<RunResult<RunReply>> Do(RestRequest request) =>
        request.Runs.Pause(request.Run, request.CommandId(Id), (string?)request.Body["reason"], (bool?)request.Body["now"] ?? false);
}
