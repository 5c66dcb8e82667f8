using System.Diagnostics.CodeAnalysis;
using Runs.Actors.Artifacts;
using Runs.Actors.Attempts;
using Runs.Domain.Plans;
using Runs.Steps.Http.Secrets;

namespace Runs.Steps.Http.Exchange;

/// <summary>One attempt: a request, those that it is redirected to, and what comes of them.</summary>
internal sealed class HttpAttempt(
    AttemptRequest request, SecretHeaders secrets, RequestMaker maker, HttpMessageInvoker connections, HttpOptions options, IArtifactStore artifacts, TimeProvider time)
{
    private readonly HttpSettings _settings = (HttpSettings)request.Agent.Settings;
    private readonly HttpFailures _failures = new(secrets, time);

    public async ValueTask<AttemptOutcome> Run(IAttemptOutput output, AttemptStop stop)
    {
        using var any = CancellationTokenSource.CreateLinkedTokenSource(stop.Requested, stop.Forced);
        var hop = maker.First(new Uri(request.Url));
        try
        {
            for (var redirections = 0; ; redirections++)
            {
                using var message = maker.Make(hop);
                using var response = await connections.SendAsync(message, any.Token);
                output.Heartbeat();
                if (!IsExpected(response) && Redirection.Is(response))
                {
                    if (!TryFollow(response, redirections, ref hop, out var failure))
                        return failure;
                    continue;
                }

                return await Take(hop, response, output, any.Token);
            }
        }
        catch (Exception) when (any.IsCancellationRequested)
        {
            return new AttemptOutcome.Stopped();
        }
        catch (Exception error) when (error is HttpRequestException or IOException or InvalidDataException or OperationCanceledException)
        {
            // It is the connection's own deadline that cancels what nobody asked to stop.
            return _failures.Lost(hop, error is OperationCanceledException ? new HttpRequestException(HttpRequestError.ConnectionError, "nobody answered in time") : error);
        }
    }

    private bool TryFollow(HttpResponseMessage response, int redirections, ref Hop hop, [NotNullWhen(false)] out AttemptOutcome? failure)
    {
        failure = null;
        var problem = $"it is the redirection after {Redirection.Most} others";
        if (redirections < Redirection.Most && Redirection.TryFollow(hop, response, _settings, out var next, out problem))
        {
            hop = next;
            return true;
        }

        failure = HttpFailures.Redirected(hop, (int)response.StatusCode, problem);
        return false;
    }

    private async ValueTask<AttemptOutcome> Take(Hop hop, HttpResponseMessage response, IAttemptOutput output, CancellationToken cancellation)
    {
        var isExpected = IsExpected(response);
        var limit = isExpected ? Math.Min(_settings.MaxBytes ?? options.ResponseLimit, options.MaxResponseLimit) : HttpFailures.ExcerptBytes;
        var body = await ResponseBody.Read(response, limit, output.Heartbeat, cancellation);
        if (!isExpected)
            return _failures.Status(hop, response, body);
        if (body.Count > limit)
            return HttpFailures.TooLarge(hop, limit);
        if (!ResponseText.TryDecode(body, response.Content.Headers.ContentType?.CharSet, out var text, out var problem))
            return HttpFailures.NotText(hop, problem);
        return new AttemptOutcome.Succeeded(await ArtifactText.Store(artifacts, request.Key.Run, secrets.HideIn(text), cancellation));
    }

    private bool IsExpected(HttpResponseMessage response) => _settings.ExpectStatus.Items.Any(range => range.Has((int)response.StatusCode));
}
