using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;
using Runs.Domain.Identity;
using Runs.Gateway.Access;

namespace Runs.Gateway.Rest.Reading;

/// <summary>A request that fits its operation.</summary>
internal sealed class RestRequest(GatewayContext gateway, CallerRuns runs, HttpContext http, JObject said, JObject body)
{
    public GatewayContext Gateway { get; } = gateway;

    /// <summary>The runs that the caller may see and change.</summary>
    public CallerRuns Runs { get; } = runs;

    public Caller Caller => Runs.Caller;

    public HttpContext Http { get; } = http;

    /// <summary>The members of the body.</summary>
    public JObject Body { get; } = body;

    /// <summary>The client is gone.</summary>
    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>The run in the path; throws for an operation without one.</summary>
    public RunId Run => RunId.Parse(Text(CommonParameters.Run.Name)!);

    /// <summary>The run in the path or the body; <see langword="null"/> for none.</summary>
    public RunId? AnyRun => (Text("runId") ?? (string?)Body["runId"]) is { } id ? RunId.Parse(id) : null;

    /// <summary>The idempotency key.</summary>
    public string? Key => Text(CommonParameters.IdempotencyKey);

    /// <summary>The id of a command, from the key: the same for a repeated request, another for each kind of command.</summary>
    public string? CommandId(string kind) => Key is { } key ? $"{kind}:{key}" : null;

    /// <summary>A text of the path, the query or a header.</summary>
    public string? Text(string parameter) => (string?)said[parameter];

    /// <summary>A number of the query.</summary>
    public long? Number(string parameter) => (long?)said[parameter];

    /// <summary>A switch of the query.</summary>
    public bool? Flag(string parameter) => (bool?)said[parameter];
}
