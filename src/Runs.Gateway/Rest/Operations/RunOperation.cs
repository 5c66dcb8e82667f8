using Microsoft.AspNetCore.Http;
using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Actors.Watching;
using Runs.Domain.Runs;
using Runs.Domain.Runs.State;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Documents;
using Runs.Gateway.Rest.Reading;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Something about one run that exists. One that the caller may not see doesn't.</summary>
internal abstract class RunOperation(string id, string method, string path) : Operation(id, method, path)
{
    public sealed override async ValueTask<IResult> Handle(RestRequest request)
    {
        var known = await request.Runs.Describe(request.Run);
        if (!known.IsOk)
            return Problem.Of(known.Error);
        return known.Value.State.Status == RunStatus.None
            ? Problem.Of(RunErrors.NotFound, $"Run not found: {request.Run}")
            : await Handle(request, known.Value);
    }

    /// <summary>Does it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="run">The run as it is.</param>
    protected abstract ValueTask<IResult> Handle(RestRequest request, RunReply run);

    /// <summary>The run as it is now, or why it refuses.</summary>
    protected static IResult Run(RunResult<RunReply> result) => result.IsOk ? Run(result.Value) : Problem.Of(result.Error);

    /// <summary>The run as it is now: 202 while it is ending.</summary>
    protected static IResult Run(RunReply run) => Run(RunSnapshot.Of(run, SnapshotQuery.Default));

    /// <summary>The run as it was read: 202 while it is ending.</summary>
    protected static IResult Run(RunSnapshot run) => new JsonAnswer(
        run.State.Status == RunStatus.Cancelling ? StatusCodes.Status202Accepted : StatusCodes.Status200OK,
        json => RunDocument.WriteMembers(json, run));
}
