using Runs.Actors.Links;
using Runs.Domain.Runs.Codec;

namespace Runs.Actors.Attempts;

/// <summary>The answer to an <see cref="AttemptInquiry"/>.</summary>
/// <param name="IsHere">
/// Whether the attempt lives, or has an outcome that its run hasn't heard. If not, its run has heard it, or it never began and never will, or
/// it was stopped because its node ends.
/// </param>
internal sealed record AttemptPresence(bool IsHere) : INodeMessage
{
    public void Write(FieldWriter fields) => fields.Flag("here", IsHere);

    public static AttemptPresence Read(FieldReader fields)
    {
        var isHere = false;
        while (fields.Next())
        {
            if (fields.Name == "here")
                isHere = fields.Flag();
            else
                fields.Skip();
        }

        return new(isHere);
    }
}
