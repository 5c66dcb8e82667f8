using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Forks;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>The prepared run takes over what another one has done.</summary>
/// <param name="Fork">From where, and what.</param>
public sealed record RunForked(Fork Fork) : RunEvent
{
    internal const string TypeName = "run-forked";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        return state with { Pending = state.Pending! with { Fork = Fork } };
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Text("run", Fork.Run);
        fields.Number("seq", Fork.Seq);
        fields.Text("step", Fork.Step);
        fields.Objects("taken", Fork.Taken, taken =>
        {
            fields.Step("step", taken.Step);
            fields.Content("output", taken.Output);
        });
        fields.Objects("records", Fork.Records, record =>
        {
            fields.Text("id", record.Id);
            fields.Text("agent", record.AgentName);
            fields.Text("thread", record.Thread);
            fields.Content("message", record.Message);
            fields.Content("text", record.Text);
        });
    }

    internal static RunForked Read(FieldReader fields)
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

        return new(new Fork(run, seq, step, taken, records));
    }

    private static TakenStep ReadTaken(FieldReader fields)
    {
        var taken = new TakenStep(default, Contents.Content.Empty);
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
        var record = new TakenRecord("", "", "", Contents.Content.Empty, Contents.Content.Empty);
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
