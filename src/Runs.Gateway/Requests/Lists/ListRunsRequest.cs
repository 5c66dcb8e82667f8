using System.Globalization;
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
        request.Text("before") is { } before && Cursor(before) is null ? "before: Expected the next of a run_list, or the startedAt of a run" : null;

    public override async ValueTask Handle(GatewayContext gateway, ClientConnection client, ClientRequest request)
    {
        var limit = (int)(request.Number("limit") ?? MaxLimit);
        var runs = await client.Runs.List(new ListingQuery
        {
            Kind = RunEntity.Kind,
            Cwd = request.Text("cwd"),
            Statuses = request.Text("status") is { } status ? WireStatus.WordsOf(status) : null,
            After = request.Text("before") is { } before ? Cursor(before) : null,
            Limit = limit,
        });
        client.Outbox.Post(RunListWriter.Write(gateway.Now, request.RequestId, runs, runs.Count == limit ? NextOf(runs[^1]) : null));
    }

    /// <summary>The place after a run.</summary>
    private static string NextOf(RunSummary run) => $"{run.StartedAt?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}/{run.RunId}";

    /// <summary>A place: a time, with the run at that time if there is one.</summary>
    private static ListingCursor? Cursor(string before)
    {
        var parts = before.Split('/', 2);
        return DateTimeOffset.TryParse(parts[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? new ListingCursor(at, parts.Length == 2 ? parts[1] : "")
            : null;
    }
}
