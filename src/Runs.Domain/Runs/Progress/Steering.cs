using Runs.Domain.Contents;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Progress;

/// <summary>Steering: texts that the agent called next is told beside its message, in the form that clients of the reference know.</summary>
internal static class Steering
{
    /// <summary>Takes texts off the queue and puts them behind the message.</summary>
    public static (RunState State, Content Message) Drain(RunState state, Content message, int count)
    {
        if (count == 0)
            return (state, message);
        var blocks = new List<string>();
        var queue = state.Steering;
        for (var i = 0; i < count; i++)
        {
            queue = queue.Dequeue(out var text);
            blocks.Add($"<user_steering>\n{text}\n</user_steering>");
        }

        var steering = Content.Of(string.Join("\n\n", blocks));
        var steered = message.IsEmpty ? steering : message.Append(Content.Of("\n\n")).Append(steering);
        return (state with { Steering = queue }, steered);
    }
}
