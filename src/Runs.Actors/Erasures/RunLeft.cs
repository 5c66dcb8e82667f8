using Runs.Actors.Links;
using Runs.Domain.Runs.Codec;

namespace Runs.Actors.Erasures;

/// <summary>The answer to <see cref="LeaveRun"/>.</summary>
/// <param name="IsLeft">Whether nothing of the run lives on the node any more.</param>
internal sealed record RunLeft(bool IsLeft) : INodeMessage
{
    public void Write(FieldWriter fields) => fields.Flag("left", IsLeft);

    public static RunLeft Read(FieldReader fields)
    {
        var isLeft = false;
        while (fields.Next())
        {
            if (fields.Name == "left")
                isLeft = fields.Flag();
            else
                fields.Skip();
        }

        return new(isLeft);
    }
}
