using System.Collections.Immutable;

namespace Runs.Domain.Runs.State;

/// <summary>The words of <see cref="MessageChannel"/>.</summary>
public static class MessageChannels
{
    private const string Steer = "steer";
    private const string FollowUp = "follow_up";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> Words { get; } = [Steer, FollowUp];

    /// <summary>The channel as journals and clients write it.</summary>
    public static string ToWord(this MessageChannel channel) => channel == MessageChannel.FollowUp ? FollowUp : Steer;

    /// <summary>The channel of a word.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static MessageChannel Parse(string word) => word switch
    {
        Steer => MessageChannel.Steer,
        FollowUp => MessageChannel.FollowUp,
        _ => throw new FormatException($"'{word}' is no channel of messages: {string.Join(", ", Words)}."),
    };
}
