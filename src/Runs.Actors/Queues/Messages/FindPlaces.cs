using Runs.Actors.Links;
using Runs.Domain;
using Runs.Domain.Runs.Codec;

namespace Runs.Actors.Queues.Messages;

/// <summary>Asks where runs stand; answered by <see cref="QueuePlaces"/>.</summary>
/// <param name="Runs">The runs.</param>
internal sealed record FindPlaces(ValueArray<string> Runs) : INodeMessage
{
    public void Write(FieldWriter fields) => fields.Texts("runs", Runs);

    public static FindPlaces Read(FieldReader fields)
    {
        ValueArray<string> runs = [];
        while (fields.Next())
        {
            if (fields.Name == "runs")
                runs = fields.Texts();
            else
                fields.Skip();
        }

        return new(runs);
    }
}
