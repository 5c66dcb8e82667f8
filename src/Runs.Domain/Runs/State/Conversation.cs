using System.Collections.Immutable;

namespace Runs.Domain.Runs.State;

/// <summary>What the agents of a run have said, over all its segments.</summary>
public sealed record Conversation
{
    /// <summary>Nothing said.</summary>
    public static Conversation Empty { get; } = new();

    /// <summary>All records, in the order of the journal.</summary>
    public ImmutableList<ConversationRecord> Records { get; init; } = [];

    /// <summary>The records of each agent, by its name.</summary>
    public ImmutableSortedDictionary<string, ImmutableList<ConversationRecord>> ByAgent { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableList<ConversationRecord>>(StringComparer.Ordinal);

    /// <summary>The inputs of the segments, those without text left out.</summary>
    public ImmutableList<ConversationInput> Inputs { get; init; } = [];

    /// <summary>The records of an agent.</summary>
    public ImmutableList<ConversationRecord> Of(string agent) => ByAgent.GetValueOrDefault(agent) ?? [];

    /// <summary>With an input, whose anchor is the next record.</summary>
    public Conversation With(string input) =>
        input.Length == 0 ? this : this with { Inputs = Inputs.Add(new(input, null)) };

    /// <summary>With a record, which anchors the last input if nothing has yet.</summary>
    public Conversation With(ConversationRecord record)
    {
        var inputs = Inputs.Count > 0 && Inputs[^1].BeforeRecordId is null
            ? Inputs.SetItem(Inputs.Count - 1, Inputs[^1] with { BeforeRecordId = record.Id })
            : Inputs;
        return this with
        {
            Records = Records.Add(record),
            ByAgent = ByAgent.SetItem(record.AgentName, Of(record.AgentName).Add(record)),
            Inputs = inputs,
        };
    }
}
