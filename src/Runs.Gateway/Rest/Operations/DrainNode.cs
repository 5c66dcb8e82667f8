using Microsoft.AspNetCore.Http;
using Runs.Gateway.Access;
using Runs.Gateway.Frames;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Lets a node hand its runs over.</summary>
internal sealed class DrainNode() : Operation("drainNode", HttpMethods.Post, "/cluster/nodes/{name}/drain")
{
    private const string Name = "name";

    public override string Summary => "Lets a node hand its runs over to the others and take none any more, for as long as its process lives. Its clients and attempts go on.";

    public override Role Takes => Role.Admin;

    public override IReadOnlyList<Parameter> Parameters { get; } = [Parameter.Path(Name, new TextSchema { Least = 1, Most = 200 }, "The node's name.")];

    public override ObjectSchema Body { get; } = new() { IsClosed = true };

    public override IReadOnlyList<Answer> Answers { get; } =
    [
        Answer.Json(
            StatusCodes.Status200OK,
            "It has begun, or had before.",
            new ObjectSchema(
                SchemaMember.Required("node", new TextSchema()),
                SchemaMember.Required("incarnation", new NumberSchema { Description = "The life of it that drains." })) { Name = "DrainedNode" }),
    ];

    public override IReadOnlyList<int> Refusals => [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict];

    public override async ValueTask<IResult> Handle(RestRequest request)
    {
        var drained = await request.Gateway.System.Cluster.Drain(request.Text(Name)!, request.Aborted);
        if (!drained.IsOk)
            return Problem.Of(drained.Error);
        var life = drained.Value.Incarnation;
        return new JsonAnswer(StatusCodes.Status200OK, json =>
        {
            json.Member("node", life.Node);
            json.Member("incarnation", life.Number);
        });
    }
}
