using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Domain.Runs.Tools;
using Runs.Gateway.Access;

namespace Runs.Gateway.Frames;

/// <summary>A conversation as clients get it, with large texts loaded.</summary>
/// <param name="Records">The calls.</param>
/// <param name="Retentions">How old ones were summarised.</param>
/// <param name="Inputs">What the run was started with.</param>
internal sealed record ConversationTexts(
    IReadOnlyList<ConversationText> Records, IReadOnlyList<RetentionText> Retentions, IReadOnlyList<ConversationInput> Inputs)
{
    /// <summary>Loads the texts.</summary>
    public static async ValueTask<ConversationTexts> Load(CallerRuns runs, RunId run, Conversation conversation)
    {
        var records = new List<ConversationText>(conversation.Records.Count);
        foreach (var record in conversation.Records)
            records.Add(new(record, await runs.Text(run, record.Message), await runs.Text(run, record.Text), await Load(runs, run, record.Rounds)));
        var retentions = new List<RetentionText>(conversation.Retentions.Count);
        foreach (var retention in conversation.Retentions)
            retentions.Add(new(retention, await runs.Text(run, retention.Summary.Text)));
        return new(records, retentions, conversation.Inputs);
    }

    private static async ValueTask<IReadOnlyList<RoundText>> Load(CallerRuns runs, RunId run, IReadOnlyList<ToolRound> rounds)
    {
        if (rounds.Count == 0)
            return [];
        var loaded = new List<RoundText>(rounds.Count);
        foreach (var round in rounds)
        {
            var outputs = new List<string>(round.Results.Length);
            foreach (var result in round.Results)
                outputs.Add(await runs.Text(run, result!.Output));
            loaded.Add(new(round, await runs.Text(run, round.Text), outputs));
        }

        return loaded;
    }
}
