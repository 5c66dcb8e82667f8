using Microsoft.AspNetCore.Http;
using Runs.Actors.Runs;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Shows something of one step that has been let in.</summary>
internal abstract class StepOperation(string id, string path) : RunOperation(id, HttpMethods.Get, path)
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [StepPath.Parameter];

    protected sealed override ValueTask<IResult> Handle(RestRequest request, RunReply run) => StepReference.Find(run.State, StepPath.Of(request)) is { } step
        ? Handle(request, run, run.State.Steps[step])
        : ValueTask.FromResult<IResult>(Problem.Of(RunErrors.StepNotFound, $"Run {request.Run} has no such step, or has not come to it yet."));

    /// <summary>Shows it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="run">The run as it is.</param>
    /// <param name="step">The step.</param>
    protected abstract ValueTask<IResult> Handle(RestRequest request, RunReply run, StepState step);
}
