namespace Runs.Actors.Frames;

/// <summary>A step has opened a run of its own. It can be watched, answered, steered and stopped like any other run, by its id.</summary>
public sealed record SubRunStarted : StepFrame
{
    /// <inheritdoc/>
    public override string Type => "sub_run_started";

    /// <summary>The name of the step's agent.</summary>
    public required string StepName { get; init; }

    /// <summary>The id of the sub-run. A step that is tried again opens another one.</summary>
    public required string SubRunId { get; init; }

    /// <summary>Which attempt of the step it is, from 1.</summary>
    public required int Attempt { get; init; }
}
