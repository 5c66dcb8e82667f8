using System.Text;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Progress;

/// <summary>Which conversation a step belongs to: its agent's, or in a graph and in a list its own.</summary>
public static class Threads
{
    /// <summary>
    /// The name of the conversation. In a graph it is the step's place without its segment and its rounds, so that it goes on in the next
    /// round and in the next segment; no agent has such a name, because it begins with a slash.
    /// </summary>
    public static string Of(RunState state, StepState step) =>
        state.NodeOf(step).IsIsolated ? WithoutRounds(step.Id.Value) : state.AgentOf(step).Name;

    private static string WithoutRounds(string place)
    {
        var thread = new StringBuilder(place.Length);
        for (var i = Math.Max(place.IndexOf('/', StringComparison.Ordinal), 0); i < place.Length; i++)
        {
            if (place[i] != '~')
            {
                thread.Append(place[i]);
                continue;
            }

            while (i + 1 < place.Length && char.IsAsciiDigit(place[i + 1]))
                i++;
        }

        return thread.ToString();
    }
}
