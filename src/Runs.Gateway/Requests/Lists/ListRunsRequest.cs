using Runs.Actors;
using Runs.Gateway.Connections;
using Runs.Gateway.Frames;
using Runs.Gateway.Requests.Reading;
using Runs.Runtime.Journal;

namespace Runs.Gateway.Requests.Lists;

/// <summary>Lists runs that were started, newest start first.</summary>
internal sealed class ListRunsRequest() : RequestKind(
    "list_runs",
    Field.Optional("cwd", FieldType.Text),
    Field.Range("limit", 1, MaxLimit),
    Field.Optional("before", FieldType.Text),
    Field.OptionalWord("status", "pending", "running", "completed", "error", "cancelled"))
{
    private const int MaxLimit = 1_000;

    public override string? Problem(ClientRequest request) =>
        request.Text("before") is { } before && ListPlace.Parse(before) is null ? "before: Expected the next of a run_list, or the startedAt of a run" : null;

    public override async ValueTask Handle(GatewayContext gateway, ClientConnection client, ClientRequest request)
    {
        var limit = (int)(request.Number("limit") ?? MaxLimit);
        var runs = await client.Runs.List(new ListingQuery
        {
            Kind = RunEntity.Kind,
            Cwd = request.Text("cwd"),
            Statuses = request.Text("status") is { } status ? WireStatus.WordsOf(status) : null,
            After = request.Text("before") is { } before ? ListPlace.Parse(before) : null,
            Limit = limit,
        });
        client.Outbox.Post(RunListWriter.Write(gateway.Now, request.RequestId, runs, runs.Count == limit ? ListPlace.Write(new(runs[^1].StartedAt, runs[^1].RunId)) : null));
    }
}
