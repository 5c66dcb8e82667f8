using Runs.Domain.Contents;
using Runs.Domain.Runs.State;
using Runs.Domain.Runs.Tools;

namespace Runs.Actors.Attempts;

/// <summary>Makes messages of what the run remembers.</summary>
/// <param name="text">Loads a text.</param>
internal sealed class ChatMessages(Func<Content, ValueTask<string>> text)
{
    /// <summary>
    /// The messages of earlier calls of the agent. What tools were called in them is told only to an agent that has tools now: providers
    /// refuse it from any other.
    /// </summary>
    public async ValueTask<IReadOnlyList<ChatMessage>> Of(IReadOnlyList<ConversationRecord> records, bool withTools)
    {
        if (records.Count == 0)
            return [];
        var messages = new List<ChatMessage>(records.Count * 2);
        foreach (var record in records)
        {
            messages.Add(new(ChatRole.User, await text(record.Message)));
            await Add(messages, record.Rounds, withTools);
            messages.Add(new(ChatRole.Assistant, await text(record.Text)));
        }

        return messages;
    }

    /// <summary>The messages of a step's replies so far.</summary>
    public async ValueTask<IReadOnlyList<ChatMessage>> Of(IReadOnlyList<ToolRound> rounds)
    {
        if (rounds.Count == 0)
            return [];
        var messages = new List<ChatMessage>(rounds.Count * 2);
        await Add(messages, rounds, withTools: true);
        return messages;
    }

    private async ValueTask Add(List<ChatMessage> messages, IReadOnlyList<ToolRound> rounds, bool withTools)
    {
        foreach (var round in rounds)
        {
            if (withTools || round.Calls.IsEmpty)
                await Add(messages, round);
            foreach (var told in round.Messages)
                messages.Add(new(ChatRole.User, told.ForModel()));
        }
    }

    private async ValueTask Add(List<ChatMessage> messages, ToolRound round)
    {
        messages.Add(new(ChatRole.Assistant, await text(round.Text)) { Calls = round.Calls });
        for (var i = 0; i < round.Calls.Length; i++)
        {
            var result = round.Results[i]!;
            messages.Add(new(ChatRole.Tool, result.Error ?? await text(result.Output)) { Answers = round.Calls[i], IsError = result.Error is not null });
        }
    }
}
