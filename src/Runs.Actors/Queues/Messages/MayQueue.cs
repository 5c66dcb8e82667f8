using Runs.Actors.Links;
using Runs.Domain.Runs.Codec;

namespace Runs.Actors.Queues.Messages;

/// <summary>Asks whether one more run may wait. Granted, its place is kept for a moment.</summary>
/// <param name="Run">The run.</param>
internal sealed record MayQueue(string Run) : INodeMessage
{
    public void Write(FieldWriter fields) => fields.Text("run", Run);

    public static MayQueue Read(FieldReader fields)
    {
        var run = "";
        while (fields.Next())
        {
            if (fields.Name == "run")
                run = fields.Text();
            else
                fields.Skip();
        }

        return new(run);
    }
}
