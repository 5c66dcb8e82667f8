using Runs.Domain.Runs.Codec;

namespace Runs.Domain.Runs;

/// <summary>How an attempt failed.</summary>
/// <param name="Error">Why.</param>
public sealed record AttemptFailure(RunError Error)
{
    /// <summary>The class of the error for retry policies; <see langword="null"/> for none.</summary>
    public string? Class { get; init; }

    /// <summary>Whether trying again can't help, whatever the policy says.</summary>
    public bool IsPermanent { get; init; }

    /// <summary>At the earliest after so long, if it is tried again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What it had written by then; journaled once.</summary>
    public string? Partial { get; init; }

    internal void Write(FieldWriter fields)
    {
        fields.Error("error", Error);
        fields.Text("class", Class);
        fields.Flag("permanent", IsPermanent);
        // To the tick, unlike durations that are stored: the time that follows from it is.
        fields.Number("retryAfter", RetryAfter?.Ticks ?? 0);
        fields.Text("partial", Partial);
    }

    internal static AttemptFailure Read(FieldReader fields)
    {
        var read = new AttemptFailure(new RunError("", ""));
        while (fields.Next())
        {
            read = fields.Name switch
            {
                "error" => read with { Error = fields.Error() },
                "class" => read with { Class = fields.Text() },
                "permanent" => read with { IsPermanent = fields.Flag() },
                "retryAfter" => read with { RetryAfter = TimeSpan.FromTicks(fields.Number()) },
                "partial" => read with { Partial = fields.Text() },
                _ => fields.Skip(read),
            };
        }

        return read;
    }
}
