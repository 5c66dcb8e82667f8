using System.Collections.Immutable;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;

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

    internal void Write(FieldWriter fields)
    {
        fields.Text("run", Run);
        fields.Number("seq", Seq);
        fields.Text("step", Step);
        fields.Objects("taken", Taken, taken =>
        {
            fields.Step("step", taken.Step);
            fields.Content("output", taken.Output);
        });
        fields.Objects("records", Records, record =>
        {
            fields.Text("id", record.Id);
            fields.Text("agent", record.AgentName);
            fields.Text("thread", record.Thread);
            fields.Content("message", record.Message);
            fields.Content("text", record.Text);
        });
    }

    internal static Fork Read(FieldReader fields)
    {
        string run = "";
        long seq = 0;
        string? step = null;
        ValueArray<TakenStep> taken = [];
        ValueArray<TakenRecord> records = [];
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "run": run = fields.Text(); break;
                case "seq": seq = fields.Number(); break;
                case "step": step = fields.Text(); break;
                case "taken": taken = fields.Objects(ReadTaken); break;
                case "records": records = fields.Objects(ReadRecord); break;
                default: fields.Skip(); break;
            }
        }

        return taken.DistinctBy(result => result.Step).Count() == taken.Count
            ? new(run, seq, step, taken, records)
            : throw fields.Malformed("a step's result is taken over once");
    }

    private static TakenStep ReadTaken(FieldReader fields)
    {
        var taken = new TakenStep(default, Content.Empty);
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "step": taken = taken with { Step = fields.Step() }; break;
                case "output": taken = taken with { Output = fields.Content() }; break;
                default: fields.Skip(); break;
            }
        }

        return taken;
    }

    private static TakenRecord ReadRecord(FieldReader fields)
    {
        var record = new TakenRecord("", "", "", Content.Empty, Content.Empty);
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "id": record = record with { Id = fields.Text() }; break;
                case "agent": record = record with { AgentName = fields.Text() }; break;
                case "thread": record = record with { Thread = fields.Text() }; break;
                case "message": record = record with { Message = fields.Content() }; break;
                case "text": record = record with { Text = fields.Content() }; break;
                default: fields.Skip(); break;
            }
        }

        return record;
    }
}
