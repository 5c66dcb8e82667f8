using System.Collections.Immutable;
using Runs.Domain.Identity;

namespace Runs.Domain.Runs.State;

/// <summary>What the agents of a run have said, over all its segments.</summary>
public sealed record Conversation
{
    /// <summary>Nothing said.</summary>
    public static Conversation Empty { get; } = new();

    /// <summary>All records, in the order of the journal; a summary stands before the oldest record that it left.</summary>
    public ImmutableList<ConversationRecord> Records { get; init; } = [];

    /// <summary>The records that no summary stands for, by the conversation that they belong to (see <see cref="ConversationRecord.Thread"/>).</summary>
    public ImmutableSortedDictionary<string, ImmutableList<ConversationRecord>> ByThread { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableList<ConversationRecord>>(StringComparer.Ordinal);

    /// <summary>The inputs of the segments, those without text left out.</summary>
    public ImmutableList<ConversationInput> Inputs { get; init; } = [];

    /// <summary>How records were summarised, in order.</summary>
    public ImmutableList<Retention> Retentions { get; init; } = [];

    /// <summary>The records of a conversation that no summary stands for.</summary>
    public ImmutableList<ConversationRecord> Of(string thread) => ByThread.GetValueOrDefault(thread) ?? [];

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
            ByThread = ByThread.SetItem(record.Thread, Of(record.Thread).Add(record)),
            Inputs = inputs,
        };
    }

    /// <summary>Without what was said in a step that begins anew. Summaries stay, and what they stand for: they may tell of more.</summary>
    public Conversation Without(StepId step)
    {
        var (inChild, inRound) = ($"{step}/", $"{step}~");
        var forgotten = Records.Where(record => record.SupersededBy is null && IsIn(record)).Select(record => record.Id)
            .Except(Retentions.Select(retention => retention.Summary.Id)).ToImmutableSortedSet(StringComparer.Ordinal);
        if (forgotten.IsEmpty)
            return this;
        var inputs = Inputs.ConvertAll(input => input.BeforeRecordId is { } anchor && forgotten.Contains(anchor) ? input with { BeforeRecordId = After(anchor) } : input);
        return this with
        {
            Records = Records.RemoveAll(record => forgotten.Contains(record.Id)),
            ByThread = ByThread.SetItems(ByThread.Select(thread => KeyValuePair.Create(thread.Key, thread.Value.RemoveAll(record => forgotten.Contains(record.Id))))),
            Inputs = inputs,
        };

        bool IsIn(ConversationRecord record) => record.Id.StartsWith(inChild, StringComparison.Ordinal) || record.Id.StartsWith(inRound, StringComparison.Ordinal);

        string? After(string anchor) =>
            Records.SkipWhile(record => record.Id != anchor).FirstOrDefault(record => !forgotten.Contains(record.Id))?.Id;
    }

    /// <summary>With a summary in the place of the records that it stands for. They stay, marked as superseded.</summary>
    public Conversation With(Retention retention)
    {
        var summary = retention.Summary;
        var superseded = retention.Superseded.ToImmutableSortedSet(StringComparer.Ordinal);
        var records = Records.ConvertAll(record =>
            superseded.Contains(record.Id) ? record with { SupersededBy = summary.Id } : record);
        var place = records.FindIndex(record => record.Id == retention.BeforeRecordId);
        return this with
        {
            Records = records.Insert(place < 0 ? records.Count : place, summary),
            ByThread = ByThread.SetItem(
                summary.Thread, Of(summary.Thread).RemoveAll(record => superseded.Contains(record.Id)).Insert(0, summary)),
            Retentions = Retentions.Add(retention),
        };
    }
}
