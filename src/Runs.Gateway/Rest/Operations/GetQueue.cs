using Microsoft.AspNetCore.Http;
using Runs.Domain.Runs;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Documents;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Shows a queue.</summary>
internal sealed class GetQueue() : Operation("getQueue", HttpMethods.Get, "/queues/{name}")
{
    private const string Name = "name";

    public override string Summary => "Shows a queue with the first runs that wait in it.";

    public override IReadOnlyList<Parameter> Parameters { get; } = [Parameter.Path(Name, new TextSchema { Least = 1, Most = 100 }, "Its name.")];

    public override IReadOnlyList<Answer> Answers { get; } = [Answer.Json(StatusCodes.Status200OK, "The queue.", QueueDocument.Schema)];

    public override async ValueTask<IResult> Handle(RestRequest request)
    {
        var name = request.Text(Name)!;
        return await request.Runs.Queue(name, request.Aborted) is { } queue
            ? new JsonAnswer(StatusCodes.Status200OK, json => QueueDocument.WriteMembers(json, queue))
            : Problem.Of(RestCodes.NoQueue, $"There is no queue \"{name}\" here.");
    }
}
