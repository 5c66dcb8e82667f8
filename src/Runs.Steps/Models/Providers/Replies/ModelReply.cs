using System.Text;
using Runs.Actors.Attempts;
using Runs.Domain.Runs.State;

namespace Runs.Steps.Models.Providers.Replies;

/// <summary>A reply as it comes. What is added is shown at once.</summary>
/// <param name="output">Where it is shown.</param>
/// <param name="limit">Most bytes of UTF-8 that its text may have; null for any.</param>
internal sealed class ModelReply(IAttemptOutput output, long? limit = null)
{
    private const int LongestReason = 64;

    private readonly StringBuilder _text = new();
    private readonly StringBuilder _refusal = new();
    private long _bytes;

    /// <summary>The text so far.</summary>
    public string Text => _text.ToString();

    /// <summary>With which words the model declined; empty if it didn't.</summary>
    public string Refusal => _refusal.ToString();

    /// <summary>The tools that the model calls.</summary>
    public ToolCallParts Tools { get; } = new();

    /// <summary>Why the model ended, once it has.</summary>
    public string? FinishReason { get; private set; }

    /// <summary>What it used, as far as was said.</summary>
    public Usage Usage { get; set; }

    /// <summary>An error that came instead of the rest.</summary>
    public ErrorReply? Error { get; private set; }

    /// <summary>Whether the provider has begun to answer.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Whether not a single event came.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>Whether nothing more is to come.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether nothing of the text is missing.</summary>
    public bool IsComplete => Error is null && (IsOver || FinishReason is not null);

    public void Begin() => HasBegun = true;

    /// <summary>Whether the text is longer than it may be. What comes then is neither kept nor shown.</summary>
    public bool IsOverLimit { get; private set; }

    /// <summary>An event came.</summary>
    public void Count() => IsEmpty = false;

    public void Add(string? delta)
    {
        if (string.IsNullOrEmpty(delta))
            return;
        _bytes += Encoding.UTF8.GetByteCount(delta);
        IsOverLimit = _bytes > limit;
        if (IsOverLimit)
            return;
        _text.Append(delta);
        output.Text(delta);
    }

    public void Think(string? delta)
    {
        if (!string.IsNullOrEmpty(delta))
            output.Thinking(delta);
    }

    public void Refuse(string? delta) => _refusal.Append(delta);

    public void Finish(string reason) => FinishReason = reason.Length > LongestReason ? reason[..LongestReason] : reason;

    public void Fail(ErrorReply error) => Error = error;

    public void End() => IsOver = true;
}
