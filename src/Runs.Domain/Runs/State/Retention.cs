using System.Collections.Immutable;

namespace Runs.Domain.Runs.State;

/// <summary>Old records of an agent were summarised into one.</summary>
/// <param name="Id">Unique in the run.</param>
/// <param name="AgentName">The agent.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="Model">The model that wrote the summary.</param>
/// <param name="ActiveRecords">How many records the model would have been given otherwise.</param>
/// <param name="Threshold">How many are allowed.</param>
/// <param name="Retained">How many recent records stay as they are.</param>
/// <param name="Summary">The record in place of the old ones.</param>
/// <param name="Superseded">The ids of the old ones.</param>
/// <param name="BeforeRecordId">The oldest record that stays; <see langword="null"/> when none does.</param>
public sealed record Retention(
    string Id,
    string AgentName,
    DateTimeOffset CreatedAt,
    string Model,
    int ActiveRecords,
    int Threshold,
    int Retained,
    ConversationRecord Summary,
    ImmutableArray<string> Superseded,
    string? BeforeRecordId);
