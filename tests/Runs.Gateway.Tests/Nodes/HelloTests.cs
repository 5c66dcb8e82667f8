using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Runs.Gateway.Nodes;
using Runs.Gateway.Nodes.Hello;
using Runs.Gateway.Tests.Nodes.Support;
using Runs.Gateway.Tests.Support;
using Runs.Runtime.Links;
using Runs.Runtime.Shards;

namespace Runs.Gateway.Tests.Nodes;

/// <summary>What is said before a link is there.</summary>
public sealed class HelloTests
{
    private const string OtherSecret = "fedcba9876543210fedcba9876543210";

    [Fact]
    public async Task A_node_with_another_secret_is_refused_and_both_say_so_once()
    {
        await using var older = await LinkNode.Start("a", 1);
        await using var newer = await LinkNode.Start("b", 2, LinkNode.Options with { Secret = OtherSecret });
        older.Meet(newer);
        newer.Meet(older);
        await older.Events.Refused(LinkCodes.WrongSecret);
        await newer.Events.Refused(LinkCodes.WrongSecret);

        // It goes on trying, and nobody hears of it.
        using var other = await RawLink.Connect(older);
        await Wrong(other, older);
        older.Events.Count(said => said.Kind == "refused").ShouldBe(1);
        older.Events.Count(said => said.Kind == "linked").ShouldBe(0);
        await Eventually.Is(() => newer.State(older, LinkChannel.Control).Trouble == LinkCodes.WrongSecret, "the state says so");
    }

    [Fact]
    public async Task A_wrong_secret_has_a_close_code_and_harms_no_link_that_is_there()
    {
        var (older, newer) = await LinkNode.Pair();
        await using var first = older;
        await using var second = newer;
        using var raw = await RawLink.Connect(older);
        (await Wrong(raw, older)).ShouldBe((4401, LinkCodes.WrongSecret));
        newer.TrySend(older, LinkChannel.Control, 7).ShouldBeTrue();
        (await older.NextNumber()).ShouldBe(7);
        older.Events.Count(said => said.Kind == "lost").ShouldBe(0);
    }

    [Fact]
    public async Task What_another_has_said_proves_nothing_the_next_time()
    {
        await using var node = await LinkNode.Start("a", 1);
        var hello = RawLink.Hello(node);
        using var honest = await RawLink.Prove(node, hello);
        using var replay = await RawLink.Connect(node);
        await replay.Send(hello.Encode());
        await replay.Receive();
        await replay.Send(honest.Proof);
        (await replay.Closed()).ShouldBe((4401, LinkCodes.WrongSecret));
        node.Events.Count(said => said.Kind == "linked").ShouldBe(1);
    }

    [Fact]
    public async Task What_a_node_proves_isnt_a_proof_when_it_comes_back()
    {
        // Whoever doesn't know the secret pretends to be the older node and says to the newer one what that has proven.
        await using var older = await LinkNode.Start("a", 1);
        await using var newer = await LinkNode.Start("b", 2);
        await using var mirror = await Mirror.Start(async (socket, cancellation) =>
        {
            await HelloSocket.Receive(socket, cancellation);
            await HelloSocket.Send(socket, new LinkChallenge(1, LinkVersions.Current, new byte[LinkHello.NonceSize]).Encode(), cancellation);
            await HelloSocket.Send(socket, await HelloSocket.Receive(socket, cancellation), cancellation);
        });
        older.Address = mirror.Address;
        newer.Meet(older);
        await newer.Events.Refused(LinkCodes.WrongSecret);
        newer.Events.Count(said => said.Kind == "linked").ShouldBe(0);
    }

    [Fact]
    public async Task A_hello_that_is_sent_back_to_its_sender_is_refused()
    {
        await using var older = await LinkNode.Start("a", 1);
        await using var newer = await LinkNode.Start("b", 2);
        var said = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var mirror = await Mirror.Start(async (socket, cancellation) => said.TrySetResult(await HelloSocket.Receive(socket, cancellation)));
        older.Address = mirror.Address;
        newer.Meet(older);
        using var back = await RawLink.Connect(newer);
        await back.Send(await said.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        (await back.Closed()).ShouldBe((4409, LinkCodes.OtherLife));
    }

    [Theory]
    [InlineData("a", 2, "x", 50)]
    [InlineData("b", 1, "x", 50)]
    [InlineData("a", 1, "a", 1)]
    [InlineData("a", 1, "x", 0)]
    public async Task A_hello_for_another_life_or_of_an_older_one_is_refused(string to, long toNumber, string from, long fromNumber)
    {
        await using var node = await LinkNode.Start("a", 1);
        using var raw = await RawLink.Connect(node);
        await raw.Send((RawLink.Hello(node, from, fromNumber) with { To = new NodeIncarnation(to, toNumber) }).Encode());
        (await raw.Closed()).ShouldBe((4409, LinkCodes.OtherLife));
        await node.Events.Refused(LinkCodes.OtherLife);
    }

    [Fact]
    public async Task An_unknown_channel_is_refused()
    {
        await using var node = await LinkNode.Start("a", 1);
        using var raw = await RawLink.Connect(node);
        await raw.Send((RawLink.Hello(node) with { Channel = 2 }).Encode());
        (await raw.Closed()).ShouldBe((4404, LinkCodes.UnknownChannel));
    }

    [Theory]
    [InlineData(1, 1, 1, 2, 1)]
    [InlineData(1, 2, 1, 2, 2)]
    [InlineData(2, 3, 1, 2, 2)]
    [InlineData(1, 2, 2, 2, 2)]
    public async Task Nodes_speak_the_newest_version_that_both_know(ushort min, ushort max, ushort otherMin, ushort otherMax, int chosen)
    {
        await using var older = await LinkNode.Start("a", 1, versions: new LinkVersions(min, max));
        await using var newer = await LinkNode.Start("b", 2, versions: new LinkVersions(otherMin, otherMax));
        await LinkNode.Link(older, newer);
        older.State(newer, LinkChannel.Control).PeerVersion.ShouldBe(chosen);
        newer.State(older, LinkChannel.Live).PeerVersion.ShouldBe(chosen);
        newer.TrySend(older, LinkChannel.Control, 1).ShouldBeTrue();
        (await older.NextNumber()).ShouldBe(1);
    }

    [Fact]
    public async Task Nodes_without_a_common_version_say_so()
    {
        await using var older = await LinkNode.Start("a", 1, versions: new LinkVersions(1, 1));
        await using var newer = await LinkNode.Start("b", 2, versions: new LinkVersions(2, 2));
        older.Meet(newer);
        newer.Meet(older);
        await older.Events.Refused(LinkCodes.Version);
        await newer.Events.Refused(LinkCodes.Version);
        using var raw = await RawLink.Connect(older);
        await raw.Send((RawLink.Hello(older) with { Versions = new LinkVersions(2, 9) }).Encode());
        (await raw.Closed()).ShouldBe((4426, LinkCodes.Version));
    }

    [Fact]
    public async Task A_node_isnt_talked_down_to_an_older_version()
    {
        // The challenge names a version that isn't the newest of both: somebody in between has changed it.
        await using var older = await LinkNode.Start("a", 1);
        await using var newer = await LinkNode.Start("b", 2, versions: new LinkVersions(1, 2));
        await using var mirror = await Mirror.Start(async (socket, cancellation) =>
        {
            await HelloSocket.Receive(socket, cancellation);
            await HelloSocket.Send(socket, new LinkChallenge(1, new LinkVersions(1, 2), new byte[LinkHello.NonceSize]).Encode(), cancellation);
            await HelloSocket.Receive(socket, cancellation);
        });
        older.Address = mirror.Address;
        newer.Meet(older);
        await newer.Events.Refused(LinkCodes.Version);
    }

    [Fact]
    public async Task What_isnt_a_hello_is_refused()
    {
        await using var node = await LinkNode.Start("a", 1);
        var hello = RawLink.Hello(node).Encode();
        byte[][] wrong = [[], [1], hello[..^1], hello[..10], [.. "XUNSLINK"u8, .. hello[8..]], new byte[HelloSocket.MaxMessage + 1], [.. hello[..^3], 0xff, 0xff, 0xff]];
        foreach (var message in wrong)
        {
            using var raw = await RawLink.Connect(node);
            await raw.Send(message);
            (await raw.Closed()).ShouldBe((4400, LinkCodes.Malformed));
        }

        using var text = await RawLink.Connect(node);
        await text.Send(hello, WebSocketMessageType.Text);
        (await text.Closed()).ShouldBe((4400, LinkCodes.Malformed));
        // Later versions may say more.
        using var later = await RawLink.Connect(node);
        await later.Send([.. hello, 1, 2, 3]);
        (await later.Receive()).Length.ShouldBe(6 + LinkHello.NonceSize);
    }

    [Fact]
    public async Task Nothing_but_links_is_served_and_those_only_when_the_node_has_joined()
    {
        await using var node = await LinkNode.Listen("a", 1);
        using var http = new HttpClient { BaseAddress = new Uri($"http://{node.Links.BoundAddress}") };
        foreach (var path in (string[])["/", "/health", "/ws", "/runs/link", "/runs/link/", "/runs/link/more"])
            (await http.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Upgrade(node, "/runs/link")).ShouldContain("HTTP/1.1 503 ");
        (await Upgrade(node, "/runs/link")).ShouldContain("Retry-After: 1");
        (await Upgrade(node, "/ws")).ShouldContain("HTTP/1.1 404 ");
        node.Open();
        using var raw = await RawLink.Prove(node);
    }

    [Fact]
    public async Task A_node_that_hasnt_joined_yet_is_linked_as_soon_as_it_has()
    {
        await using var older = await LinkNode.Listen("a", 1);
        await using var newer = await LinkNode.Start("b", 2);
        newer.Meet(older);
        await newer.Events.Refused(LinkCodes.Unreachable);
        older.Open();
        await newer.Events.Linked("a");
    }

    [Fact]
    public async Task Strangers_are_few_at_a_time_and_have_little_time()
    {
        var time = new ManualTime();
        var options = LinkNode.Options with { MaxUnproven = 12, HelloWithin = TimeSpan.FromSeconds(4) };
        await using var node = await LinkNode.Start("a", 1, options, time);
        // One address has a quarter of the places: one that says nothing, one that only asks, one that has upgraded.
        using var silent = await Tcp(node);
        using var asking = await Tcp(node);
        await asking.GetStream().WriteAsync("GET /runs/link HTTP/1.1\r\n"u8.ToArray());
        using var upgraded = await RawLink.Connect(node);
        await Eventually.Is(() => node.Links.Unproven == 3, "three have a place");

        for (var i = 0; i < 50; i++)
            (await IsRefused(node)).ShouldBeTrue();
        node.Links.Unproven.ShouldBe(3);
        await node.Events.Refused(LinkCodes.Crowded);
        node.Events.Count(said => said.Code == LinkCodes.Crowded).ShouldBe(1);

        time.Advance(TimeSpan.FromSeconds(4));
        (await IsCut(silent)).ShouldBeTrue();
        (await IsCut(asking)).ShouldBeTrue();
        (await upgraded.Closed()).ShouldBeNull();
        await node.Events.Refused(LinkCodes.Late);
        await Eventually.Is(() => node.Links.Unproven == 0, "their places are free");
        using var proven = await RawLink.Prove(node);
        await Eventually.Is(() => node.Links.Unproven == 0, "whoever is proven needs no place");
        time.Advance(TimeSpan.FromSeconds(4));
        await proven.Send(kind: 0, length: 4, [1, 2, 3, 4]);
        (await node.NextNumber()).ShouldBe(0x04030201);
    }

    private static async Task<bool> IsRefused(LinkNode node)
    {
        try
        {
            using var stranger = await Tcp(node);
            return await IsCut(stranger);
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static async Task<(int, string?)?> Wrong(RawLink raw, LinkNode node)
    {
        var hello = RawLink.Hello(node).Encode();
        await raw.Send(hello);
        await raw.Send(new LinkProofs(OtherSecret).Dialer(hello, await raw.Receive()));
        return await raw.Closed();
    }

    private static async Task<TcpClient> Tcp(LinkNode node)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, node.Port);
        return client;
    }

    private static async Task<bool> IsCut(TcpClient client)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            return await client.GetStream().ReadAsync(new byte[1], late.Token) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static async Task<string> Upgrade(LinkNode node, string path)
    {
        using var client = await Tcp(node);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        var buffer = new byte[4096];
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var text = "";
        while (!text.Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var count = await client.GetStream().ReadAsync(buffer, late.Token);
            count.ShouldBeGreaterThan(0);
            text += Encoding.Latin1.GetString(buffer, 0, count);
        }

        return text;
    }
}
