using System.Net.WebSockets;
using Runs.Gateway.Nodes;
using Runs.Gateway.Tests.Nodes.Support;

namespace Runs.Gateway.Tests.Nodes;

/// <summary>What comes from a node that has proven itself, and is of another make.</summary>
public sealed class WireTests
{
    [Theory]
    [InlineData(3, 0, 0)]
    [InlineData(255, 4, 4)]
    [InlineData(0, -1, 4)]
    [InlineData(0, 5, 4)]
    [InlineData(0, 100_000, 4)]
    [InlineData(1, 4, 4)]
    [InlineData(2, 9, 9)]
    public async Task A_malformed_frame_ends_the_link(byte kind, int length, int sent)
    {
        await using var node = await LinkNode.Start("a", 1);
        using var raw = await RawLink.Prove(node);
        await raw.Send(kind, length, new byte[sent]);
        (await raw.Closed()).ShouldBe((4400, LinkCodes.Malformed));
        await node.Events.Until(said => said.Kind == "lost" && said.Code == LinkCodes.Malformed, "it is said");
        node.Rest().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_text_ends_the_link()
    {
        await using var node = await LinkNode.Start("a", 1);
        using var raw = await RawLink.Prove(node);
        await raw.Send("hello"u8.ToArray(), WebSocketMessageType.Text);
        (await raw.Closed()).ShouldBe((4400, LinkCodes.Malformed));
    }

    [Fact]
    public async Task A_frame_that_is_too_long_ends_the_link_before_it_is_read()
    {
        await using var node = await LinkNode.Start("a", 1, LinkNode.Options with { MaxFrame = 100_000 });
        using var raw = await RawLink.Prove(node);
        await raw.Send(kind: 0, length: 100_001, []);
        (await raw.Closed()).ShouldBe((4413, LinkCodes.FrameTooLong));
    }

    [Fact]
    public async Task Whatever_comes_the_node_goes_on()
    {
        await using var node = await LinkNode.Start("a", 1);
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var noise = new byte[random.Next(1, 2000)];
            random.NextBytes(noise);
            using var raw = seed % 2 == 0 ? await RawLink.Connect(node) : await RawLink.Prove(node);
            // Half of them begin as a frame does.
            if (seed % 4 == 1)
                noise[1] = noise[2] = noise[3] = noise[4] = 0;
            await raw.Send(noise);
            if (seed % 2 == 0 || noise[4] > 2)
                (await raw.Closed()).ShouldBe((4400, LinkCodes.Malformed), $"seed {seed}");
        }

        using var last = await RawLink.Prove(node);
        await Eventually.Is(() => node.Links.Unproven == 0, "all are gone");
        await last.Send(kind: 0, length: 7, [9, 8, 7, 6, 5, 4, 3]);
        while ((await node.Next()).Data is var data && !data.Span.SequenceEqual((byte[])[9, 8, 7, 6, 5, 4, 3]))
        {
        }
    }
}
