using System.Globalization;
using System.Net;
using System.Text;
using Newtonsoft.Json.Linq;
using Runs.Actors.Watching;
using Runs.Domain;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.State;
using Runs.Node.CommandLine;

namespace Runs.Node.Client;

/// <summary>Waits at a server, and asks it for what steps have come to.</summary>
internal static class ServerWaits
{
    /// <summary>Waits. A wait is never longer than two thirds of what an answer may take. <see langword="null"/> when the run is gone.</summary>
    public static async Task<WaitReceipt?> Wait(ServerConnection connection, RunId run, WaitQuery query, CancellationToken cancellation)
    {
        var most = Math.Max(WaitQuery.LeastSeconds, (int)(connection.Options.RequestTimeout.TotalSeconds * 2 / 3));
        var path = new StringBuilder(ServerPaths.Of(run, "wait")).Append(CultureInfo.InvariantCulture, $"?seconds={Math.Min(query.Seconds, most)}");
        if (query.AfterSeq is { } after)
            path.Append(CultureInfo.InvariantCulture, $"&afterSeq={after}");
        if (query.Step is { } step)
            path.Append("&step=").Append(Uri.EscapeDataString(step));
        var reply = await connection.Get(path.ToString()).WaitAsync(cancellation);
        if (reply is { Status: HttpStatusCode.NotFound, Error.Code: RunErrors.NotFound })
            return null;
        return reply.Error is { } error ? throw UserError.Of(error) : Receipt(reply.Body);
    }

    /// <summary>What a step has come to.</summary>
    public static async Task<StepResult> Result(ServerConnection connection, RunId run, StepState step, int maxBytes)
    {
        var path = ServerPaths.Of(run, string.Create(CultureInfo.InvariantCulture, $"steps/{Uri.EscapeDataString(step.Id.Value)}/result?preview=true&maxBytes={maxBytes}"));
        var reply = await connection.Get(path);
        return reply.Error is { } error ? throw UserError.Of(error) : Result(step, reply.Body);
    }

    private static WaitReceipt Receipt(JObject body) => new(
        Text(body, "runId") ?? "",
        (int)Number(body, "requestedSeconds"),
        Enum.GetValues<WaitOutcome>().FirstOrDefault(outcome => outcome.ToWord() == Text(body, "outcome"), WaitOutcome.Timeout),
        Text(body, "step"),
        Number(body, "cursorBefore"),
        Number(body, "cursorAfter"),
        Text(body, "status") ?? "",
        Text(body, "state") ?? "")
    {
        Phase = Text(body, "phase"),
        Event = body["event"] is JObject told
            ? new MaterialEvent(Number(told, "seq"), Text(told, "type") ?? "", Text(told, "label"), Text(told, "phase"), Text(told, "summary") ?? "")
            : null,
    };

    private static StepResult Result(StepState step, JObject body) => new(
        step.Id, Text(body, "label") ?? step.Id.Value, PhaseOf(Text(body, "phase")) ?? step.Phase, (int)Number(body, "attempt"), ErrorOf(body), Number(body, "bytes"))
    {
        Chars = body.ContainsKey("chars") ? Number(body, "chars") : null,
        IsPartial = IsSet(body, "partial"),
        Artifact = Text(body, "artifact"),
        Text = Text(body, "text"),
        IsCut = IsSet(body, "cut"),
    };

    private static StepPhase? PhaseOf(string? word) =>
        Enum.GetValues<StepPhase>().Cast<StepPhase?>().FirstOrDefault(phase => phase!.Value.ToWord() == word);

    private static RunError? ErrorOf(JObject body) =>
        body["error"] is JObject error ? new RunError(Text(error, "code") ?? "", Text(error, "message") ?? "") : null;

    private static string? Text(JObject body, string name) => body[name] is JValue { Value: string text } ? text : null;

    private static long Number(JObject body, string name) => body[name] is JValue { Value: long number } ? number : 0;

    private static bool IsSet(JObject body, string name) => body[name] is JValue { Value: true };
}
