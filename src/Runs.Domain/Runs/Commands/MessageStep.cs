using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Commands;

/// <summary>
/// A message to a running step of a model. An accepted one is told with a later call of that step's model, unless the step ends before by
/// failing or being stopped. A message that a client repeats under its id is the same message, for as long as the run exists.
/// </summary>
/// <param name="Step">The step: the id that its author gave it, or its place.</param>
/// <param name="Channel">When the model is told.</param>
/// <param name="Text">The text; not empty, and no longer than <see cref="MaxText"/>.</param>
public sealed record MessageStep(string Step, MessageChannel Channel, string Text) : RunCommand
{
    /// <summary>The longest text, in UTF-16 code units: 50,000.</summary>
    public const int MaxText = 50_000;

    /// <summary>The longest id of a message, in UTF-16 code units: 128.</summary>
    public const int MaxClientMessageId = 128;

    /// <summary>The client's id of the message. Default: none, so that each command is a message of its own.</summary>
    public string? ClientMessageId { get; init; }

    internal override RunError? Decide(RunTurn turn)
    {
        var state = turn.State;
        if (state.Status == RunStatus.None)
            return new RunError(RunErrors.NotFound, $"Run not found: {state.RunId}");
        if (MessagedSteps.Find(state, Step) is not { } step)
        {
            return StepMessages.IsPlanned(state, Step)
                ? Denied($"Step {Step} has not begun.")
                : new RunError(RunErrors.StepNotFound, $"Run {state.RunId} has no step {Shown(Step)}.");
        }

        if (ClientMessageId is { Length: 0 or > MaxClientMessageId })
            return Denied($"The id of a message has 1 to {MaxClientMessageId} characters.");
        var (id, text) = (WellFormed.Of(ClientMessageId), WellFormed.Of(Text));
        var digest = SentMessage.DigestOf(text);
        var mailbox = state.Mailboxes.GetValueOrDefault(step) ?? StepMailbox.Empty;
        if (mailbox.Find(id) is { } known)
        {
            return known.Says(Channel, digest)
                ? null
                : Denied($"Step {step} was sent another message under the id {id} (conflict): its text or its channel differs.");
        }

        var denial = StepMessages.Denial(state, step, text);
        if (denial is null)
            turn.Raise(new StepMessaged(step, Channel.ToWord(), id, text, null, ""));
        else if (id is null || mailbox.IsFull)
            return Denied(denial);
        else
            turn.Raise(new StepMessaged(step, Channel.ToWord(), id, "", denial, digest));
        return null;
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Text("step", Step);
        fields.Text("channel", Channel.ToWord());
        fields.Text("text", Text);
        fields.Text("id", ClientMessageId);
    }

    internal static MessageStep Read(FieldReader fields)
    {
        string step = "";
        MessageChannel channel = default;
        string text = "";
        string? clientMessageId = null;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "step": step = fields.Text(); break;
                case "channel": channel = MessageChannels.Parse(fields.Text()); break;
                case "text": text = fields.Text(); break;
                case "id": clientMessageId = fields.Text(); break;
                default: fields.Skip(); break;
            }
        }

        return new(step, channel, text) { ClientMessageId = clientMessageId };
    }

    private static RunError Denied(string why) => new(RunErrors.MessageNotDelivered, why);

    private static string Shown(string reference) => reference.Length <= 256 ? reference : $"{reference[..256]}…";
}
