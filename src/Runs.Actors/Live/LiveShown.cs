using Runs.Actors.Attempts;
using Runs.Actors.Links;
using Runs.Domain.Runs.Codec;

namespace Runs.Actors.Live;

/// <summary>One node to another: this is what my attempt has shown after a place. It may come twice, late or never; who misses it asks again.</summary>
/// <param name="Key">The attempt.</param>
/// <param name="From">The place.</param>
/// <param name="Deltas">What comes after it, without a gap.</param>
/// <param name="End">Whether more may come.</param>
internal sealed record LiveShown(AttemptKey Key, LiveAddress From, IReadOnlyList<LiveDelta> Deltas, LiveEnd End) : INodeMessage
{
    public void Write(FieldWriter fields)
    {
        AttemptKeyFields.Write(fields, Key, From);
        fields.Objects<LiveDelta>("deltas", new([.. Deltas]), delta =>
        {
            fields.Number("kind", (int)delta.Kind);
            fields.Number("of", delta.Part);
            fields.Text("text", delta.Text);
            AttemptKeyFields.Write(fields, delta.Next);
        });
        fields.Number("end", (int)End);
    }

    public static LiveShown Read(FieldReader fields)
    {
        var shown = new AttemptKeyFields();
        var (deltas, end) = ((IReadOnlyList<LiveDelta>)[], LiveEnd.Open);
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "deltas": deltas = fields.Objects(Delta); break;
                case "end": end = (LiveEnd)fields.Int(); break;
                default: shown.Take(fields); break;
            }
        }

        return new(shown.Key, shown.Place, deltas, end);
    }

    private static LiveDelta Delta(FieldReader fields)
    {
        var (kind, part, text, next) = (LivePartKind.Text, 0, "", new AttemptKeyFields());
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "kind": kind = (LivePartKind)fields.Int(); break;
                case "of": part = fields.Int(); break;
                case "text": text = fields.Text(); break;
                default: next.Take(fields); break;
            }
        }

        return new(kind, part, text, next.Place);
    }
}
