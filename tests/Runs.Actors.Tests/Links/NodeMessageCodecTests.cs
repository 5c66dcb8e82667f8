using System.Buffers;
using System.Text;
using Runs.Actors.Links;
using Runs.Actors.Permits;
using Runs.Actors.Queues.Messages;
using Runs.Actors.Runs;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;
using Runs.Runtime.Cells;
using Runs.Runtime.Subscriptions;

namespace Runs.Actors.Tests.Links;

public sealed class NodeMessageCodecTests
{
    private static readonly NodeMessageCodec Codec = NodeMessageCodec.Instance;

    [Fact]
    public void Every_command_of_a_run_and_every_message_between_nodes_has_an_entry()
    {
        var commands = typeof(RunCommand).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(RunCommand)) && !type.IsAbstract);
        var messages = typeof(INodeMessage).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(INodeMessage)) && !type.IsInterface);

        NodeMessageCodec.Known.ShouldBe([.. commands, .. messages, typeof(Activate), typeof(StreamsGrown), typeof(StreamsWatched), typeof(LookAgain)], ignoreOrder: true);
    }

    [Fact]
    public void Whatever_a_message_holds_reaches_the_other_node()
    {
        foreach (var type in NodeMessageCodec.Known)
        {
            for (var seed = 0; seed < 200; seed++)
            {
                var message = new RandomMessage(seed).Of(type);
                MessageText.Of(Codec.Decode(Encoded(message))).ShouldBe(MessageText.Of(Received(message)));
            }
        }
    }

    [Fact]
    public void Of_a_run_s_answer_only_its_place_in_the_journal_crosses()
    {
        var state = RunState.Of(RunId.Parse("r"));

        Codec.Decode(Encoded(new RunReply(state, 7))).ShouldBe(new RunAnswer(7, IsErased: false));
        Codec.Decode(Encoded(new RunReply(state with { IsErased = true }, 9))).ShouldBe(new RunAnswer(9, IsErased: true));
    }

    [Fact]
    public void What_is_for_one_owner_alone_stays_so()
    {
        Codec.Decode(Encoded(new KillRun { OnlyOwner = "me" })).ShouldBe(new KillRun { OnlyOwner = "me" });
        Codec.Decode(Encoded(new DescribeRun("me"))).ShouldBe(new DescribeRun("me"));
    }

    [Fact]
    public void A_large_result_and_halves_of_surrogate_pairs_cross()
    {
        var success = new ReportSuccess(new("s1/0"), 1, Content.Of(new string('€', 1 << 20)), default, "stop");
        ((ReportSuccess)Codec.Decode(Encoded(success))).Output.ShouldBe(success.Output);

        (string Text, string Replaced)[] cases = [("a\ud800", "a\ufffd"), ("\udc00b", "\ufffdb"), ("\ud83d\ud83d\ude80", "\ufffd🚀")];
        foreach (var (text, replaced) in cases)
            Codec.Decode(Encoded(new SteerRun(text))).ShouldBe(new SteerRun(replaced));
    }

    [Fact]
    public void Fields_that_a_newer_version_has_added_are_skipped()
    {
        foreach (var type in NodeMessageCodec.Known)
        {
            var message = new RandomMessage(1).Of(type);
            var text = Encoding.UTF8.GetString(Encoded(message).Span);
            MessageText.Of(Decoded($"{text[..^1]},\"future\":{{\"a\":[1,{{\"b\":null}}]}}}}")).ShouldBe(MessageText.Of(Received(message)));
        }
    }

    [Fact]
    public void What_never_leaves_its_node_is_not_written()
    {
        Should.Throw<NotSupportedException>(() => Encoded(new object()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{")]
    [InlineData("""{"type":5}""")]
    [InlineData("""{"type":"no-such-message"}""")]
    [InlineData("""{"onlyOwner":"me","type":"kill-run"}""")]
    [InlineData("""{"type":"kill-run","reason":"because"}{}""")]
    [InlineData("""{"type":"kill-run","reason":"because"} x""")]
    [InlineData("""{"type":"kill-run","onlyOwner":5}""")]
    [InlineData("""{"type":"open-sub-run","wish":"dance"}""")]
    [InlineData("""{"type":"message-step","channel":"loud"}""")]
    [InlineData("""{"type":"report-sub-run","report":{"status":"fine"}}""")]
    [InlineData("""{"type":"report-failure","failure":"boom"}""")]
    [InlineData("""{"type":"prepare-run","preparation":{"fork":{"taken":[{"step":"s1/0"},{"step":"s1/0"}]}}}""")]
    public void What_is_no_message_is_refused_as_such(string text)
    {
        Should.Throw<FormatException>(() => Decoded(text));
    }

    [Fact]
    public void Whatever_comes_over_a_link_is_a_message_or_is_refused_as_none()
    {
        var random = new Random(7);
        foreach (var type in NodeMessageCodec.Known)
        {
            for (var seed = 0; seed < 100; seed++)
            {
                var data = Encoded(new RandomMessage(seed).Of(type)).ToArray();
                for (var i = random.Next(4); i >= 0; i--)
                    data = Damaged(data, random);
                TryDecode(data);
            }
        }
    }

    [Fact]
    public void What_nests_without_end_is_refused()
    {
        Should.Throw<FormatException>(() => Decoded("{\"type\":\"kill-run\",\"x\":" + new string('[', 100_000)));
    }

    private static void TryDecode(byte[] data)
    {
        try
        {
            Codec.Decode(data).ShouldNotBeNull();
        }
        catch (FormatException)
        {
            // What is expected of garbage.
        }
    }

    private static byte[] Damaged(byte[] data, Random random)
    {
        var (from, to) = (random.Next(data.Length + 1), random.Next(data.Length + 1));
        if (from > to)
            (from, to) = (to, from);
        switch (random.Next(5))
        {
            case 0:
                return data[..from];
            case 1:
                return [.. data[..from], .. data[to..]];
            case 2:
                return [.. data[..to], .. data[from..]];
            case 3:
                return [.. data[..from], .. Encoding.UTF8.GetBytes(Scraps[random.Next(Scraps.Length)]), .. data[from..]];
            default:
                if (data.Length > 0)
                    data[random.Next(data.Length)] = (byte)random.Next(256);
                return data;
        }
    }

    private static readonly string[] Scraps =
        ["null", "\"", "{", "}", "[", "]", ",", ":", "1e999", "-1", "99999999999999999999", "/*x*/", "NaN", "new Date(1)", "true", "\\ud800", "\"type\":", "undefined", "0x1F", "'"];

    /// <summary>Grants arrive marked as such, for the cell of the run.</summary>
    private static object Received(object message) => message is RunCommand command ? PermitGrant.Of(command) : message;

    private static object Decoded(string text) => Codec.Decode(Encoding.UTF8.GetBytes(text));

    private static ReadOnlyMemory<byte> Encoded(object message)
    {
        var data = new ArrayBufferWriter<byte>();
        Codec.Encode(message, data);
        return data.WrittenMemory;
    }
}
