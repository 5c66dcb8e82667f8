using System.Buffers;
using System.Text;
using Runs.Runtime.Cells;
using Runs.Runtime.Links;
using Runs.Runtime.Tests.Counters;

namespace Runs.Runtime.Tests.Cluster;

/// <summary>What counters are told and answer, in bytes.</summary>
public sealed class CounterCodec : IMessageCodec
{
    public void Encode(object message, IBufferWriter<byte> output) => output.Write(Encoding.UTF8.GetBytes(message switch
    {
        CountBy count => $"by {count.By}",
        long sum => $"sum {sum}",
        string text => $"text {text}",
        Activate => "activate ",
        _ => throw new NotSupportedException(),
    }));

    public object Decode(ReadOnlyMemory<byte> data)
    {
        var parts = Encoding.UTF8.GetString(data.Span).Split(' ', 2);
        return parts[0] switch
        {
            "by" => new CountBy(long.Parse(parts[1])),
            "sum" => long.Parse(parts[1]),
            "text" => parts[1],
            "activate" => Activate.Instance,
            _ => throw new FormatException(),
        };
    }
}
