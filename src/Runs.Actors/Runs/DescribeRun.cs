using Runs.Actors.Links;
using Runs.Domain.Runs.Codec;

namespace Runs.Actors.Runs;

/// <summary>Asks a run for its state. Changes nothing.</summary>
/// <param name="OnlyOwner">Whose run it must be; another's is shown as one that doesn't exist. Null for any.</param>
internal sealed record DescribeRun(string? OnlyOwner) : INodeMessage
{
    /// <summary>Of whatever owner.</summary>
    public static DescribeRun OfAnyone { get; } = new(OnlyOwner: null);

    public void Write(FieldWriter fields) => fields.Text("of", OnlyOwner);

    public static DescribeRun Read(FieldReader fields)
    {
        string? owner = null;
        while (fields.Next())
        {
            if (fields.Name == "of")
                owner = fields.Text();
            else
                fields.Skip();
        }

        return new(owner);
    }
}
