using System.Net.Http.Headers;
using System.Text;
using Runs.Actors.Attempts;
using Runs.Domain.Plans;
using Runs.Domain.Strategies;
using Runs.Steps.Http.Secrets;

namespace Runs.Steps.Http.Exchange;

/// <summary>Makes the requests of one attempt.</summary>
internal sealed class RequestMaker(AttemptRequest request, SecretHeaders secrets, string traceParent)
{
    private const string UserAgent = "user-agent";
    private const string IdempotencyKey = "idempotency-key";

    private readonly HttpSettings _settings = (HttpSettings)request.Agent.Settings;

    /// <summary>The first request.</summary>
    public Hop First(Uri url) => new(_settings.Method, url, request.Body is not null, IsTrusted: true);

    /// <summary>The message for a request. Another host than the strategy's own gets nothing but what it is asked for, and in which form.</summary>
    public HttpRequestMessage Make(Hop hop)
    {
        var message = new HttpRequestMessage(new HttpMethod(hop.Verb.ToWord()), hop.Url);
        if (hop.HasBody)
            message.Content = Body();
        else if (!hop.Verb.IsRead())
            message.Content = new ByteArrayContent([]); // Without any, the connection would send it anew by itself when it is closed early.
        foreach (var header in _settings.Headers.Items.Where(header => hop.IsTrusted || IsHarmless(header.Name)))
            Set(message, header.Name, header.Value);
        if (hop.IsTrusted)
        {
            foreach (var (name, value) in secrets.All)
                Set(message, name, value);
            if (_settings.SendsIdempotencyKey && !hop.Verb.IsRead() && !message.Headers.Contains(IdempotencyKey))
                Set(message, IdempotencyKey, request.Key.IdempotencyKey);
        }

        if (!message.Headers.Contains(UserAgent))
            Set(message, UserAgent, "Runs.Actors");
        Set(message, "traceparent", traceParent);
        return message;
    }

    private ByteArrayContent Body()
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body!));
        content.Headers.ContentType = _settings.IsJson ? new MediaTypeHeaderValue("application/json") : new MediaTypeHeaderValue("text/plain", "utf-8");
        return content;
    }

    private static bool IsHarmless(string name) =>
        name.Equals("accept", StringComparison.OrdinalIgnoreCase)
        || name.Equals("accept-language", StringComparison.OrdinalIgnoreCase)
        || name.Equals("content-type", StringComparison.OrdinalIgnoreCase);

    /// <summary>A header of the body is none of a request without one.</summary>
    private static void Set(HttpRequestMessage message, string name, string value)
    {
        if (message.Headers.TryAddWithoutValidation(name, value) || message.Content is null)
            return;
        message.Content.Headers.Remove(name);
        message.Content.Headers.TryAddWithoutValidation(name, value);
    }
}
