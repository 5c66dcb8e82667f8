using System.Security.Authentication;
using System.Text;
using Runs.Actors.Attempts;
using Runs.Domain;
using Runs.Domain.Strategies;
using Runs.Steps.Http.Addresses;
using Runs.Steps.Http.Secrets;
using Runs.Steps.Models.Providers.Replies;

namespace Runs.Steps.Http.Exchange;

/// <summary>Says how a request failed. Of an address it names the host alone, and no secret is in what it quotes.</summary>
internal sealed class HttpFailures(SecretHeaders secrets, TimeProvider time)
{
    /// <summary>So much of a body that nobody wanted is read for its words.</summary>
    public const int ExcerptBytes = 4096;

    public static AttemptOutcome.Failed Refused(RunError error) => new(error) { IsPermanent = true };

    public static AttemptOutcome.Failed TooLarge(Hop hop, long limit) =>
        Permanent(HttpCodes.TooLarge, $"{hop} answered with more than {Sizes.Format(limit)}; raise maxBytes, or ask for less.");

    public static AttemptOutcome.Failed NotText(Hop hop, string problem) => Permanent(HttpCodes.NotText, $"{hop} answered with what is no text: {problem}.");

    public static AttemptOutcome.Failed Redirected(Hop hop, int status, string problem) =>
        Permanent(HttpCodes.Redirect, $"{hop} answered {status}, and where it leads isn't followed: {problem}.");

    /// <summary>Another status than those that are expected. What may pass by itself is transient, and waits as long as the server asks.</summary>
    public AttemptOutcome.Failed Status(Hop hop, HttpResponseMessage response, ArraySegment<byte> body)
    {
        var status = (int)response.StatusCode;
        var words = ErrorText.Of(secrets.HideIn(Encoding.UTF8.GetString(body)));
        var message = words.Length == 0 ? $"{hop} answered {status}." : $"{hop} answered {status}: {words}";
        return status is 408 or 425 or 429 or >= 500
            ? Transient(HttpCodes.Status, message) with { RetryAfter = RetryAfter.Read(name => Header(response, name), time.GetUtcNow()) }
            : Permanent(HttpCodes.Status, message);
    }

    /// <summary>The connection didn't come about, or not for long enough.</summary>
    public AttemptOutcome.Failed Lost(Hop hop, Exception error)
    {
        if (Cause<AddressRefusedException>(error) is { } refused)
            return Permanent(HttpCodes.Address, $"{hop} is at {refused.Address}, which isn't on the public internet; runs.http.allow-private says what may be reached nevertheless.");
        if (Cause<AuthenticationException>(error) is { } untrusted)
            return Permanent(HttpCodes.Tls, $"{hop}: no trusted connection came about: {Of(untrusted)}");
        if (error is InvalidDataException)
            return Permanent(HttpCodes.Malformed, $"{hop} answered with a body that isn't compressed as it says.");
        return (error as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.ConfigurationLimitExceeded =>
                Permanent(HttpCodes.Malformed, $"{hop} answered with what isn't HTTP, or has too many headers."),
            HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError =>
                Transient(HttpCodes.Connect, $"{hop} can't be reached: {Of(error)}"),
            _ => Transient(HttpCodes.Cut, $"{hop}: the connection was lost in the middle."),
        };
    }

    private string Of(Exception error) => ErrorText.Of(secrets.HideIn(error.Message));

    private static T? Cause<T>(Exception? error)
        where T : Exception
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is T cause)
                return cause;
        }

        return null;
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static AttemptOutcome.Failed Permanent(string code, string message) => new(new RunError(code, message)) { IsPermanent = true };

    private static AttemptOutcome.Failed Transient(string code, string message) => new(new RunError(code, message)) { Class = RetryPolicy.Transient };
}
