using Runs.Actors.Runs;
using Runs.Domain.Runs.Codec;

namespace Runs.Actors.Links;

/// <summary>A run's answer as it crosses a link: where the run stood. Whoever asked reads the journal up to there.</summary>
/// <param name="Seq">The sequence number of the last event in the state; 0 for a run that doesn't exist, or is none of the asker's business.</param>
/// <param name="IsErased">Whether the run is gone with its history, so that there is nothing to read.</param>
internal sealed record RunAnswer(long Seq, bool IsErased) : INodeMessage
{
    public static RunAnswer Of(RunReply reply) => new(reply.Seq, reply.State.IsErased);

    public void Write(FieldWriter fields)
    {
        fields.Number("seq", Seq);
        fields.Flag("erased", IsErased);
    }

    public static RunAnswer Read(FieldReader fields)
    {
        var (seq, isErased) = (0L, false);
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "seq": seq = fields.Number(); break;
                case "erased": isErased = fields.Flag(); break;
                default: fields.Skip(); break;
            }
        }

        return new(seq, isErased);
    }
}
