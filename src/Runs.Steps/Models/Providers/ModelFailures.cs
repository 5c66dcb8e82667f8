using Runs.Actors.Attempts;
using Runs.Domain;
using Runs.Domain.Plans;
using Runs.Domain.Strategies;
using Runs.Steps.Models.Providers.Replies;

namespace Runs.Steps.Models.Providers;

/// <summary>Says how a provider failed. Nothing that it says holds the key.</summary>
internal sealed class ModelFailures(ModelProviderOptions options)
{
    private string Who => $"Provider \"{options.Name}\"";

    public AttemptOutcome.Failed Stalled() => Transient(ModelCodes.Stalled, $"{Who} said nothing for {Durations.Format(options.IdleTimeout)}.");

    public AttemptOutcome.Failed Malformed() => Failed(ModelCodes.Malformed, $"{Who} sent an event that isn't in its protocol; look at its type and base-url.");

    public AttemptOutcome.Failed TooLarge() =>
        Permanent(ModelCodes.TooLarge, $"{Who} sent more than {Sizes.Format(options.ReplyLimit)}; raise its reply-limit or ask for less.");

    public AttemptOutcome.Failed Conflict(string field) =>
        Permanent(ModelCodes.BadRequest, $"providerOptions.{options.Name}.{field} would replace what the engine sends; remove it.");

    /// <summary>The stream ended too early.</summary>
    public AttemptOutcome.Failed Incomplete(ModelReply reply) => reply.IsEmpty
        ? Failed(ModelCodes.Malformed, $"{Who} sent no events; look at its type and base-url.")
        : Transient(ModelCodes.Cut, $"{Who} ended the reply in the middle.");

    /// <summary>The connection didn't come about, or not for long enough.</summary>
    public AttemptOutcome.Failed Lost(ModelReply reply, Exception error) => reply.HasBegun
        ? Transient(ModelCodes.Cut, $"The connection to provider \"{options.Name}\" was lost in the middle of the reply.")
        : Transient(ModelCodes.Unavailable, $"{Who} can't be reached: {error.Message}");

    /// <summary>What is wrong with a reply that is complete; <see langword="null"/> for nothing.</summary>
    public AttemptOutcome.Failed? Of(ModelReply reply, PlanAgent agent)
    {
        if (reply.Refusal.Length > 0)
            return Failed(ModelCodes.Refused, $"The model declined to answer: {ErrorText.Of(reply.Refusal)}");
        var isSchema = agent.Settings is LlmSettings { OutputSchema: not null };
        return isSchema && reply.Tools.IsEmpty && !JsonText.IsWhole(reply.Text)
            ? Failed(ModelCodes.NotJson, $"Agent \"{agent.Name}\" has an outputSchema, but the reply isn't JSON (finish reason {reply.FinishReason ?? "none"}).")
            : null;
    }

    /// <summary>What an error of the provider means.</summary>
    public AttemptOutcome.Failed Of(ErrorReply error)
    {
        var said = error.Message.Length == 0 ? $"{Who} answered {error.Status}." : $"{Who} answered {error.Status}: {error.Message}";
        return error.Status switch
        {
            // Their messages quote parts of the key.
            401 or 403 => Permanent(ModelCodes.Auth, $"{Who} answered {error.Status}: it does not accept the key for this model. {KeyHint}"),
            402 => Permanent(ModelCodes.Quota, said),
            404 => Permanent(ModelCodes.NotFound, said),
            429 when error.IsQuota => Permanent(ModelCodes.Quota, said),
            429 => Transient(ModelCodes.RateLimited, said) with { RetryAfter = error.RetryAfter },
            408 or 409 or >= 500 => Transient(ModelCodes.Unavailable, said) with { RetryAfter = error.RetryAfter },
            _ => Permanent(ModelCodes.BadRequest, said),
        };
    }

    private string KeyHint => options.KeyVariable.Length == 0
        ? "Name the variable of its key as api-key-env."
        : $"Look at the environment variable {options.KeyVariable}.";

    private AttemptOutcome.Failed Permanent(string code, string message) => Failed(code, message) with { IsPermanent = true };

    private AttemptOutcome.Failed Transient(string code, string message) => Failed(code, message) with { Class = RetryPolicy.Transient };

    private AttemptOutcome.Failed Failed(string code, string message) => new(new RunError(code, options.Key?.HideIn(message) ?? message));
}
