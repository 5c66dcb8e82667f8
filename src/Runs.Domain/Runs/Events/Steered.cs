using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>A text for the agent that is called next.</summary>
/// <param name="Text">The text.</param>
public sealed record Steered(string Text) : RunEvent
{
    internal const string TypeName = "steered";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        return state with { Steering = state.Steering.Enqueue(Text) };
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Text("text", Text);
    }

    internal static Steered Read(FieldReader fields)
    {
        string text = "";
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "text": text = fields.Text(); break;
                default: fields.Skip(); break;
            }
        }

        return new(text);
    }
}
