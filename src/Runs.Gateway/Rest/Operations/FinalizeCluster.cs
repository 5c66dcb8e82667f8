using Microsoft.AspNetCore.Http;
using Runs.Gateway.Access;
using Runs.Gateway.Frames;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Raises the format of the journal, when no node of the version before will come back.</summary>
internal sealed class FinalizeCluster() : Operation("finalizeCluster", HttpMethods.Post, "/cluster/finalize")
{
    public override string Summary => "Raises the journal to the newest format that this node knows. From then on nodes of the version before are refused.";

    public override Role Takes => Role.Admin;

    public override ObjectSchema Body { get; } = new() { IsClosed = true };

    public override IReadOnlyList<Answer> Answers { get; } =
    [
        Answer.Json(
            StatusCodes.Status200OK,
            "It is written in that format now.",
            new ObjectSchema(
                SchemaMember.Required("raised", new FlagSchema { Description = "Whether it was another one before." }),
                SchemaMember.Optional("format", new NumberSchema { Description = "Left out for a journal that knows one alone." })) { Name = "FinalizedCluster" }),
    ];

    public override IReadOnlyList<int> Refusals => [StatusCodes.Status409Conflict];

    public override async ValueTask<IResult> Handle(RestRequest request)
    {
        var raised = await request.Gateway.System.Cluster.Finalize(request.Aborted);
        if (!raised.IsOk)
            return Problem.Of(raised.Error);
        return new JsonAnswer(StatusCodes.Status200OK, json =>
        {
            json.Member("raised", raised.Value.WasRaised);
            if (raised.Value.Format is { } format)
                json.Member("format", format);
        });
    }
}
