using Runs.Actors.Links;
using Runs.Domain;
using Runs.Domain.Runs.Codec;

namespace Runs.Actors.Queues.Messages;

/// <summary>Where runs stand in a queue.</summary>
/// <param name="Positions">Of each that was asked for, from 1 on; 0 for one that doesn't wait.</param>
/// <param name="Active">How many runs of the queue hold a slot.</param>
/// <param name="Limit">How many may; 0 for any number.</param>
/// <param name="Waiting">How many wait.</param>
internal sealed record QueuePlaces(ValueArray<int> Positions, int Active, int Limit, int Waiting) : INodeMessage
{
    public void Write(FieldWriter fields)
    {
        fields.Objects("positions", Positions, position => fields.Number("at", position));
        fields.Number("active", Active);
        fields.Number("limit", Limit);
        fields.Number("waiting", Waiting);
    }

    public static QueuePlaces Read(FieldReader fields)
    {
        var places = new QueuePlaces([], 0, 0, 0);
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "positions": places = places with { Positions = fields.Objects(ReadPosition) }; break;
                case "active": places = places with { Active = fields.Int() }; break;
                case "limit": places = places with { Limit = fields.Int() }; break;
                case "waiting": places = places with { Waiting = fields.Int() }; break;
                default: fields.Skip(); break;
            }
        }

        return places;
    }

    private static int ReadPosition(FieldReader fields)
    {
        var position = 0;
        while (fields.Next())
        {
            if (fields.Name == "at")
                position = fields.Int();
            else
                fields.Skip();
        }

        return position;
    }
}
