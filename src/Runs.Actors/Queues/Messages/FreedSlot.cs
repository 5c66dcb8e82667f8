using Runs.Domain.Runs.Codec;

namespace Runs.Actors.Queues.Messages;

/// <summary>A slot was given back.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="Slot">The slot.</param>
/// <param name="Generation">The generation in which it was held.</param>
internal readonly record struct FreedSlot(string Limit, int Slot, long Generation)
{
    public static void Write(FieldWriter fields, FreedSlot slot)
    {
        fields.Text("limit", slot.Limit);
        fields.Number("slot", slot.Slot);
        fields.Number("generation", slot.Generation);
    }

    public static FreedSlot Read(FieldReader fields)
    {
        var slot = new FreedSlot("", 0, 0);
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "limit": slot = slot with { Limit = fields.Text() }; break;
                case "slot": slot = slot with { Slot = fields.Int() }; break;
                case "generation": slot = slot with { Generation = fields.Number() }; break;
                default: fields.Skip(); break;
            }
        }

        return slot;
    }
}
