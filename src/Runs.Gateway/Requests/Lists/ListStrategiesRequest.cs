using Runs.Actors;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Gateway.Connections;
using Runs.Gateway.Frames;
using Runs.Runtime.Journal;

namespace Runs.Gateway.Requests.Lists;

/// <summary>Lists runs, prepared ones too, oldest first. It is called so for historical reasons.</summary>
internal sealed class ListStrategiesRequest() : RequestKind("list_strategies")
{
    private const int Limit = 1_000;

    private static readonly string[] Statuses =
        [.. Enum.GetValues<RunStatus>().Where(status => status != RunStatus.None).Select(status => status.ToWord())];

    public override async ValueTask Handle(GatewayContext gateway, ClientConnection client, ClientRequest request)
    {
        var runs = await client.Runs.List(new ListingQuery { Kind = RunEntity.Kind, Statuses = Statuses, IncludeHidden = true, Limit = Limit });
        var dated = new List<RunSummary>(runs.Count);
        foreach (var run in runs.Where(run => !run.IsSubRun))
        {
            // One that was dropped before it started is nothing any more; its id is free.
            if ((run.StartedAt ?? await PreparedAt(client, run)) is { } since)
                dated.Add(run with { StartedAt = since });
        }

        client.Outbox.Post(StrategyListWriter.Write(gateway.Now, request.RequestId, dated.OrderBy(run => run.StartedAt)));
    }

    private static async ValueTask<DateTimeOffset?> PreparedAt(ClientConnection client, RunSummary run) =>
        await client.Runs.Describe(RunId.Parse(run.RunId)) is { IsOk: true, Value.State: { } state } && (state.Pending ?? state.Current) is { } segment
            ? segment.PreparedAt
            : null;
}
