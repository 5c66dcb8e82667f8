using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>The artifacts of the run could not be deleted. It stays; some of its artifacts may be gone.</summary>
/// <param name="Error">Why.</param>
/// <param name="RetryAt">When it is tried again; null when it isn't by itself.</param>
public sealed record ErasureFailed(RunError Error, DateTimeOffset? RetryAt) : RunEvent
{
    internal const string TypeName = "erasure-failed";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        var begun = state.Erasure!;
        var kept = RetentionRules.Disarm(state) with { Erasure = begun with { Failures = begun.Failures + 1, Error = Error } };
        return RetryAt is { } at ? kept.WithTimer(at, RunTimerKind.Retention, StepId.Root(state.Current!.Number)) : kept;
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Error("error", Error);
        fields.Time("retryAt", RetryAt);
    }

    internal static ErasureFailed Read(FieldReader fields)
    {
        RunError error = new("", "");
        DateTimeOffset? retryAt = null;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "error": error = fields.Error(); break;
                case "retryAt": retryAt = fields.Time(); break;
                default: fields.Skip(); break;
            }
        }

        return new(error, retryAt);
    }
}
