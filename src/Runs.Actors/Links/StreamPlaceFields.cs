using Runs.Domain.Runs.Codec;
using Runs.Runtime.Entities;
using Runs.Runtime.Subscriptions;

namespace Runs.Actors.Links;

/// <summary>How far streams have grown, as that crosses a link. The runtime says it, and knows nothing of how.</summary>
internal static class StreamPlaceFields
{
    public static void Write(FieldWriter fields, IReadOnlyList<StreamPlace> places) => fields.Objects<StreamPlace>("streams", new([.. places]), place =>
    {
        fields.Text("kind", place.Stream.Kind);
        fields.Text("id", place.Stream.Id);
        fields.Number("seq", place.Seq);
    });

    public static IReadOnlyList<StreamPlace> Read(FieldReader fields)
    {
        IReadOnlyList<StreamPlace> places = [];
        while (fields.Next())
        {
            if (fields.Name == "streams")
                places = fields.Objects(Place);
            else
                fields.Skip();
        }

        return places;
    }

    private static StreamPlace Place(FieldReader fields)
    {
        var (kind, id, seq) = ("", "", 0L);
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "kind": kind = fields.Text(); break;
                case "id": id = fields.Text(); break;
                case "seq": seq = fields.Number(); break;
                default: fields.Skip(); break;
            }
        }

        return new(new EntityId(kind, id), seq);
    }
}
