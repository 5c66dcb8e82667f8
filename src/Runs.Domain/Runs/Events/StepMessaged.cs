using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>Somebody has sent a step a message. It is for the model, or was refused.</summary>
/// <param name="Step">The step.</param>
/// <param name="Channel">The word of the channel.</param>
/// <param name="ClientMessageId">The id that the client gave it, for each of which there is one such event; <see langword="null"/> for none.</param>
/// <param name="Text">The text; empty for one that was refused.</param>
/// <param name="Denial">Why it was refused; <see langword="null"/> when it wasn't.</param>
/// <param name="Digest">What a refused text is recognised by; empty for another.</param>
public sealed record StepMessaged(StepId Step, string Channel, string? ClientMessageId, string Text, string? Denial, string Digest) : RunEvent
{
    internal const string TypeName = "step-messaged";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        var message = new SentMessage(stamp.Seq, MessageChannels.Parse(Channel), Denial is null ? SentMessage.DigestOf(Text) : Digest)
        {
            ClientMessageId = ClientMessageId,
            CommandId = CommandId,
            Length = Text.Length,
            Text = Denial is null ? Text : null,
            Denial = Denial,
        };
        var mailbox = state.Mailboxes.GetValueOrDefault(Step) ?? StepMailbox.Empty;
        return state with { Mailboxes = state.Mailboxes.SetItem(Step, mailbox.With(message)) };
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
        fields.Text("channel", Channel);
        fields.Text("id", ClientMessageId);
        fields.Text("text", Text);
        fields.Text("denial", Denial);
        if (Digest.Length > 0)
            fields.Text("digest", Digest);
    }

    internal static StepMessaged Read(FieldReader fields)
    {
        StepId step = default;
        string channel = "";
        string? clientMessageId = null;
        string text = "";
        string? denial = null;
        string digest = "";
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "step": step = fields.Step(); break;
                case "channel": channel = fields.Text(); break;
                case "id": clientMessageId = fields.Text(); break;
                case "text": text = fields.Text(); break;
                case "denial": denial = fields.Text(); break;
                case "digest": digest = fields.Text(); break;
                default: fields.Skip(); break;
            }
        }

        return new(step, channel, clientMessageId, text, denial, digest);
    }
}
