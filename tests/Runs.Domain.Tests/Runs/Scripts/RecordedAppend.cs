using System.Globalization;
using System.Text;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

/// <summary>One append as a journal keeps it.</summary>
/// <param name="FirstSeq">The sequence number of its first event.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Data">Its events, encoded.</param>
internal sealed record RecordedAppend(long FirstSeq, DateTimeOffset At, string Data)
{
    /// <summary>A line of a recording: number, time and events, parted by blanks.</summary>
    public static RecordedAppend Parse(string line) => line.Split(' ', 3) is [var seq, var at, var data]
        ? new(long.Parse(seq, CultureInfo.InvariantCulture), DateTimeOffset.Parse(at, CultureInfo.InvariantCulture), data)
        : throw new FormatException($"No append: {line}");

    public RunState FoldInto(RunState state)
    {
        var seq = FirstSeq;
        foreach (var raised in RunEventCodec.Decode(Encoding.UTF8.GetBytes(Data)))
            state = raised.ApplyTo(state, new(seq++, At));
        return state;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{FirstSeq} {At.UtcDateTime:O} {Data}");
}
