using Runs.Actors.Artifacts;
using Runs.Actors.Attempts;
using Runs.Domain;
using Runs.Domain.Plans;
using Runs.Steps.Http.Exchange;
using Runs.Steps.Http.Secrets;

namespace Runs.Steps.Http;

/// <summary>
/// Sends requests to servers on the public internet, and elsewhere only where the node's options allow it. The text of the response is the
/// result. Each attempt is one request, with the redirections that it may follow; whether it is repeated is the step's decision.
/// </summary>
/// <remarks>
/// Codes of failures: <c>http.url</c>, <c>http.address</c>, <c>http.secret</c>, <c>http.tls</c>, <c>http.malformed</c>, <c>http.redirect</c>,
/// <c>http.too-large</c> and <c>http.not-text</c> (permanent), <c>http.connect</c> and <c>http.cut</c> (transient), and <c>http.status</c>
/// (transient for 408, 425, 429 and 5xx, else permanent).
/// </remarks>
public sealed class HttpHandler : IStepHandler, IDisposable
{
    private readonly HttpOptions _options;
    private readonly IArtifactStore _artifacts;
    private readonly TimeProvider _time;
    private readonly string _traceScope;
    private readonly HttpMessageInvoker _connections;

    /// <summary>A handler whose large results go to the store. Dispose it after the last attempt.</summary>
    /// <param name="options">How requests are sent, and where.</param>
    /// <param name="artifacts">The store.</param>
    /// <param name="time">The clock.</param>
    /// <param name="traceScope">What tells this node's spans from those of others: the path of its data directory.</param>
    public HttpHandler(HttpOptions options, IArtifactStore artifacts, TimeProvider time, string traceScope)
    {
        _options = options;
        _artifacts = artifacts;
        _time = time;
        _traceScope = traceScope;
        _connections = HttpConnections.Create(options, time);
    }

    /// <inheritdoc/>
    public PlanAgentKind Kind => PlanAgentKind.Http;

    /// <inheritdoc/>
    public async ValueTask<AttemptOutcome> Execute(AttemptRequest request, IAttemptOutput output, AttemptStop stop)
    {
        if (stop.Requested.IsCancellationRequested || stop.Forced.IsCancellationRequested)
            return new AttemptOutcome.Stopped();
        if (!UrlRules.IsAllowed(request.Url))
        {
            return HttpFailures.Refused(new RunError(
                HttpCodes.Url, $"What was looked up makes an address that isn't asked: longer than {UrlRules.LongestUrl} characters, or with . or .. between its slashes."));
        }

        var settings = (HttpSettings)request.Agent.Settings;
        if (!SecretHeaders.TryRead(settings.HeadersFromEnv, _options, new Uri(request.Url), out var secrets, out var error))
            return HttpFailures.Refused(error);

        var maker = new RequestMaker(request, secrets, TraceParent.Of(request.Key, _traceScope));
        return await new HttpAttempt(request, secrets, maker, _connections, _options, _artifacts, _time).Run(output, stop);
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _connections.Dispose();
}
