using Runs.Actors.Attempts;
using Runs.Actors.Links;
using Runs.Domain.Runs.Codec;

namespace Runs.Actors.Live;

/// <summary>One node to another: show me what your attempt shows, from this place on. It stands for one answer; what isn't repeated for a while is forgotten.</summary>
/// <param name="Key">The attempt.</param>
/// <param name="From">What comes after this place is wanted.</param>
internal sealed record LiveWanted(AttemptKey Key, LiveAddress From) : INodeMessage
{
    public void Write(FieldWriter fields) => AttemptKeyFields.Write(fields, Key, From);

    public static LiveWanted Read(FieldReader fields)
    {
        var wanted = new AttemptKeyFields();
        while (fields.Next())
            wanted.Take(fields);
        return new(wanted.Key, wanted.Place);
    }
}
