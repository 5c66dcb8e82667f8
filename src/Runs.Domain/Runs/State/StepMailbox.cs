using System.Collections.Immutable;
using Runs.Domain.Identity;

namespace Runs.Domain.Runs.State;

/// <summary>What a step was sent. It is kept for as long as the run, also when the step's round of a cycle is over: receipts are asked for later.</summary>
/// <param name="Messages">The messages, in the order of the journal.</param>
public sealed record StepMailbox(ImmutableList<SentMessage> Messages)
{
    /// <summary>So many messages a step accepts: 16.</summary>
    public const int MaxMessages = 16;

    /// <summary>So long they may be together, in UTF-16 code units: 65,536.</summary>
    public const int MaxLength = 65_536;

    /// <summary>So many attempts are remembered, with those that were not accepted: 64.</summary>
    public const int MaxRemembered = 64;

    /// <summary>Nothing was sent.</summary>
    public static StepMailbox Empty { get; } = new([]);

    /// <summary>Whether no further attempt is remembered that isn't accepted.</summary>
    public bool IsFull => Messages.Count >= MaxRemembered;

    /// <summary>Whether the model is still to be told something.</summary>
    public bool HasWaiting => Messages.Exists(message => message.IsWaiting);

    /// <summary>How many messages of a channel wait.</summary>
    public int Waiting(MessageChannel channel) => Messages.Count(message => message.IsWaiting && message.Channel == channel);

    /// <summary>How many messages were accepted, and how long they are together.</summary>
    public (int Count, int Length) Accepted()
    {
        var accepted = Messages.Where(message => message.Denial is null).ToList();
        return (accepted.Count, accepted.Sum(message => message.Length));
    }

    /// <summary>The message of a client's id, or else the one that a command brought; <see langword="null"/> for none.</summary>
    public SentMessage? Find(string? clientMessageId, string? commandId = null) =>
        (clientMessageId is null ? null : Messages.Find(message => message.ClientMessageId == clientMessageId))
        ?? (commandId is null ? null : Messages.Find(message => message.CommandId == commandId));

    /// <summary>With a message.</summary>
    public StepMailbox With(SentMessage message) => new(Messages.Add(message));

    /// <summary>Takes the first waiting messages of each channel, in the order in which they came, for a model call.</summary>
    public (StepMailbox Mailbox, ImmutableList<ToldMessage> Told) Deliver(StepId call, int steers, int followUps)
    {
        var told = ImmutableList.CreateBuilder<ToldMessage>();
        var messages = Messages.ToBuilder();
        for (var i = 0; i < messages.Count; i++)
        {
            var message = messages[i];
            if (message.Text is null || (message.Channel == MessageChannel.Steer ? steers-- : followUps--) <= 0)
                continue;
            told.Add(new(message.Channel, message.Text));
            messages[i] = message with { Text = null, DeliveredIn = call };
        }

        return (new(messages.ToImmutable()), told.ToImmutable());
    }
}
