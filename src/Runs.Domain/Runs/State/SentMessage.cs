using System.Security.Cryptography;
using System.Text;
using Runs.Domain.Identity;

namespace Runs.Domain.Runs.State;

/// <summary>An attempt to send a running step a message, and what became of it.</summary>
/// <param name="Seq">The event that stored it, which tells it from all others of the run.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Digest">What its text is recognised by; see <see cref="DigestOf"/>.</param>
public sealed record SentMessage(long Seq, MessageChannel Channel, string Digest)
{
    /// <summary>The id that the client gave it; <see langword="null"/> for none.</summary>
    public string? ClientMessageId { get; init; }

    /// <summary>The command that brought it; <see langword="null"/> for one without an id.</summary>
    public string? CommandId { get; init; }

    /// <summary>The length of its text, in UTF-16 code units.</summary>
    public int Length { get; init; }

    /// <summary>Its text, until the model is told it. <see langword="null"/> then, and for one that wasn't accepted.</summary>
    public string? Text { get; init; }

    /// <summary>Why it wasn't accepted; <see langword="null"/> when it was.</summary>
    public string? Denial { get; init; }

    /// <summary>The model call that it was told with; the default until then.</summary>
    public StepId DeliveredIn { get; init; }

    /// <summary>Whether the model is still to be told.</summary>
    public bool IsWaiting => Text is not null;

    /// <summary>Whether the model was told.</summary>
    public bool IsDelivered => DeliveredIn.Value is not null;

    /// <summary>What texts are compared by: equal for equal texts, and for no others.</summary>
    public static string DigestOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Whether it says the same.</summary>
    public bool Says(MessageChannel channel, string digest) => Channel == channel && Digest == digest;
}
