using Microsoft.AspNetCore.Http;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Documents;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Lists the queues and limits.</summary>
internal sealed class ListQueues() : Operation("listQueues", HttpMethods.Get, "/queues")
{
    public override string Summary => "Lists the queues with the first runs that wait in each, and the limits with those who hold their slots.";

    public override IReadOnlyList<Answer> Answers { get; } =
    [
        Answer.Json(
            StatusCodes.Status200OK,
            "All of them. Counts are of all runs; only those that you may see are named.",
            new ObjectSchema(
                SchemaMember.Required("queues", new ArraySchema(QueueDocument.Schema)),
                SchemaMember.Required("limits", new ArraySchema(LimitDocument.Schema))) { Name = "QueueList" }),
    ];

    public override IReadOnlyList<int> Refusals => [];

    public override async ValueTask<IResult> Handle(RestRequest request)
    {
        var queues = await request.Runs.Queues(request.Aborted);
        var limits = await request.Runs.Limits(request.Aborted);
        return new JsonAnswer(StatusCodes.Status200OK, json =>
        {
            json.Objects("queues", queues, QueueDocument.WriteMembers);
            json.Objects("limits", limits, LimitDocument.WriteMembers);
        });
    }
}
