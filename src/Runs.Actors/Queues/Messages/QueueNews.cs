using Runs.Actors.Links;
using Runs.Domain;
using Runs.Domain.Runs.Codec;

namespace Runs.Actors.Queues.Messages;

/// <summary>What a coordinator is told: hints, each of which it would find in the journal, or be told again, if this one were lost.</summary>
/// <param name="Runs">Runs that wait.</param>
/// <param name="Steps">Steps that wait, by run.</param>
/// <param name="Left">Runs that don't wait any more.</param>
/// <param name="Freed">Slots that were given back.</param>
internal sealed record QueueNews(ValueArray<RunWaits> Runs, ValueArray<StepsWait> Steps, ValueArray<string> Left, ValueArray<FreedSlot> Freed) : INodeMessage
{
    public void Write(FieldWriter fields)
    {
        fields.Objects("runs", Runs, run => RunWaits.Write(fields, run));
        fields.Objects("steps", Steps, steps => StepsWait.Write(fields, steps));
        fields.Texts("left", Left);
        fields.Objects("freed", Freed, slot => FreedSlot.Write(fields, slot));
    }

    public static QueueNews Read(FieldReader fields)
    {
        var news = new QueueNews([], [], [], []);
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "runs": news = news with { Runs = fields.Objects(RunWaits.Read) }; break;
                case "steps": news = news with { Steps = fields.Objects(StepsWait.Read) }; break;
                case "left": news = news with { Left = fields.Texts() }; break;
                case "freed": news = news with { Freed = fields.Objects(FreedSlot.Read) }; break;
                default: fields.Skip(); break;
            }
        }

        return news;
    }
}
