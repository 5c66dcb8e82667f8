using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Gateway.Access;

namespace Runs.Gateway.Frames;

/// <summary>A conversation as clients get it, with large texts loaded.</summary>
/// <param name="Records">The calls.</param>
/// <param name="Inputs">What the run was started with.</param>
internal sealed record ConversationTexts(IReadOnlyList<ConversationText> Records, IReadOnlyList<ConversationInput> Inputs)
{
    /// <summary>Loads the texts.</summary>
    public static async ValueTask<ConversationTexts> Load(CallerRuns runs, RunId run, Conversation conversation)
    {
        var records = new List<ConversationText>(conversation.Records.Count);
        foreach (var record in conversation.Records)
            records.Add(new(record, await runs.Text(run, record.Message), await runs.Text(run, record.Text)));
        return new(records, conversation.Inputs);
    }
}
