using Microsoft.AspNetCore.Http;
using Runs.Gateway.Access;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Documents;
using Runs.Gateway.Rest.Reading;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Shows the nodes that share the journal.</summary>
internal sealed class GetCluster() : Operation("getCluster", HttpMethods.Get, "/cluster")
{
    public override string Summary => "Shows the nodes that share the journal, who owns which shards, and the links of the node that answers.";

    public override Role Takes => Role.Admin;

    public override IReadOnlyList<Answer> Answers { get; } = [Answer.Json(StatusCodes.Status200OK, "All of them, those that have left too.", ClusterDocument.Schema)];

    public override IReadOnlyList<int> Refusals => [];

    public override async ValueTask<IResult> Handle(RestRequest request)
    {
        var system = request.Gateway.System;
        var cluster = await system.Cluster.Describe(request.Aborted);
        return new JsonAnswer(StatusCodes.Status200OK, json => ClusterDocument.WriteMembers(json, system.Incarnation, cluster, request.Gateway.Links()));
    }
}
