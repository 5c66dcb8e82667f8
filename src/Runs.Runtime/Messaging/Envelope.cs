namespace Runs.Runtime.Messaging;

/// <summary>
/// A command on its way to an entity. It may be decided more than once: after an append of unknown outcome the entity is
/// recovered and decides it again on what it then knows. So a command either carries a command id, which the folded state
/// remembers, or does nothing the second time by its own nature.
/// </summary>
public sealed class Envelope
{
    private readonly TaskCompletionSource<Reply>? _reply;

    private Envelope(object command, string? commandId, bool isInternal, TaskCompletionSource<Reply>? reply)
    {
        Command = command;
        CommandId = commandId;
        IsInternal = isInternal;
        _reply = reply;
    }

    /// <summary>The command.</summary>
    public object Command { get; }

    /// <summary>The id that makes a repeated command the same command; <see langword="null"/> for internal ones.</summary>
    public string? CommandId { get; }

    /// <summary>Whether the mailbox's reserved capacity is open to it: the runtime's own messages, stops and kills.</summary>
    public bool IsInternal { get; }

    /// <summary>Whether somebody waits for an answer.</summary>
    public bool IsAsked => _reply is not null;

    /// <summary>The answer; only for envelopes made by <see cref="Ask"/>.</summary>
    public Task<Reply> Answer => _reply?.Task ?? throw new InvalidOperationException("Nobody asked for an answer.");

    /// <summary>A command whose answer is awaited.</summary>
    public static Envelope Ask(object command, string? commandId = null, bool isInternal = false) =>
        new(command, commandId, isInternal, new(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>A one-way message of the runtime or of an entity to itself.</summary>
    public static Envelope Tell(object command) => new(command, null, isInternal: true, null);

    /// <summary>Answers; the first answer counts.</summary>
    internal void Respond(Reply reply) => _reply?.TrySetResult(reply);
}
