using System.Collections.Immutable;
using Runs.Domain.Contents;
using Runs.Domain.Identity;

namespace Runs.Domain.Runs.Forks;

/// <summary>Where a run comes from that goes on beside another one.</summary>
/// <param name="Run">The other run.</param>
/// <param name="Seq">The last event of it that counts.</param>
/// <param name="Step">The step from which on everything is executed anew; <see langword="null"/> for all that has not succeeded.</param>
/// <param name="Taken">The results that are taken over.</param>
/// <param name="Records">What is remembered of the conversation.</param>
public sealed record Fork(string Run, long Seq, string? Step, ValueArray<TakenStep> Taken, ValueArray<TakenRecord> Records)
{
    /// <summary>The results by their place.</summary>
    public ImmutableSortedDictionary<StepId, Content> Results { get; } = Taken.Items.ToImmutableSortedDictionary(taken => taken.Step, taken => taken.Output);

    /// <summary>The contents, in order: of the results, then of the records.</summary>
    public IEnumerable<Content> Contents => Taken.Select(taken => taken.Output).Concat(Records.SelectMany(record => new[] { record.Message, record.Text }));

    /// <inheritdoc/>
    public bool Equals(Fork? other) =>
        other is not null && Run == other.Run && Seq == other.Seq && Step == other.Step && Taken.Equals(other.Taken) && Records.Equals(other.Records);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Run, Seq, Step);

    /// <summary>The same with other contents, in the order of <see cref="Contents"/>.</summary>
    public Fork With(IReadOnlyList<Content> contents)
    {
        var first = Taken.Count;
        return new Fork(
            Run,
            Seq,
            Step,
            [.. Taken.Select((taken, i) => taken with { Output = contents[i] })],
            [.. Records.Select((record, i) => record with { Message = contents[first + (2 * i)], Text = contents[first + (2 * i) + 1] })]);
    }
}
