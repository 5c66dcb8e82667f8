using System.Net.Sockets;
using Runs.Gateway.Nodes;
using Runs.Gateway.Nodes.Dialing;
using Runs.Gateway.Tests.Nodes.Support;

namespace Runs.Gateway.Tests.Nodes;

public sealed class NodeLinkOptionsTests
{
    [Theory]
    [InlineData("127.0.0.1:7423", "127.0.0.1", 7423)]
    [InlineData("[::1]:7423", "[::1]", 7423)]
    [InlineData("node-a:0", "node-a", 0)]
    [InlineData("runs-0.runs.default.svc.cluster.local:65535", "runs-0.runs.default.svc.cluster.local", 65535)]
    public void An_address_is_a_host_and_a_port(string text, string host, int port)
    {
        NodeAddress.TryParse(text, out var address).ShouldBeTrue();
        (address.Host, address.Port).ShouldBe((host, port));
        address.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData(":7423")]
    [InlineData("node-a")]
    [InlineData("node-a:")]
    [InlineData("node-a:65536")]
    [InlineData("node-a:-1")]
    [InlineData("node-a: 1")]
    [InlineData("::1:7423")]
    [InlineData("[node-a]:7423")]
    [InlineData("[::1:7423")]
    [InlineData("http://node-a:7423")]
    [InlineData("node-a:7423/path")]
    [InlineData("user@node-a:7423")]
    [InlineData("node a:7423")]
    [InlineData("node-a\r\nX: y:7423")]
    public void Anything_else_is_none(string text) => NodeAddress.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Options_that_make_no_sense_are_refused()
    {
        var good = LinkNode.Options;
        good.Refuse().ShouldBeNull();
        (NodeLinkOptions Options, string Code)[] wrong =
        [
            (good with { Listen = "somewhere" }, LinkCodes.Address),
            (good with { Secret = "" }, LinkCodes.WeakSecret),
            (good with { Secret = "short" }, LinkCodes.WeakSecret),
            (good with { Secret = new string('x', 64) }, LinkCodes.WeakSecret),
            (good with { Heartbeat = TimeSpan.Zero }, LinkCodes.Options),
            (good with { Silence = TimeSpan.FromSeconds(3) }, LinkCodes.Options),
            (good with { LongestBackoff = TimeSpan.FromTicks(1) }, LinkCodes.Options),
            (good with { MaxFrame = 100 }, LinkCodes.Options),
            (good with { MaxUnproven = 0 }, LinkCodes.Options),
            (good with { TlsKey = "key.pem" }, LinkCodes.Certificate),
            (good with { TlsCertificate = "certificate.pem" }, LinkCodes.Certificate),
            (good with { TlsCertificate = "/nowhere/certificate.pem", TlsKey = "/nowhere/key.pem" }, LinkCodes.Certificate),
        ];
        foreach (var (options, code) in wrong)
            options.Refuse()!.Code.ShouldBe(code);
        wrong[2].Options.Refuse()!.Message.ShouldNotContain("short");
    }

    [Fact]
    public void What_is_printed_of_them_has_no_secret() => LinkNode.Options.ToString().ShouldNotContain(LinkNode.Secret);

    [Fact]
    public async Task A_port_that_is_taken_is_said_to_be()
    {
        await using var node = await LinkNode.Start("a", 1);
        await Should.ThrowAsync<IOException>(() => WebSocketLinks.Listen(LinkNode.Options with { Listen = node.Links.BoundAddress }));
    }

    [Fact]
    public async Task A_name_can_be_listened_on_and_dialled()
    {
        await using var older = await LinkNode.Start("a", 1, LinkNode.Options with { Listen = "localhost:0" });
        older.Address.ShouldStartWith("localhost:");
        await using var newer = await LinkNode.Start("b", 2);
        await LinkNode.Link(older, newer);
    }

    [Fact]
    public async Task IPv6_is_spoken()
    {
        if (!Socket.OSSupportsIPv6)
            return;
        await using var older = await LinkNode.Start("a", 1, LinkNode.Options with { Listen = "[::1]:0" });
        await using var newer = await LinkNode.Start("b", 2, LinkNode.Options with { Listen = "[::1]:0" });
        await LinkNode.Link(older, newer);
    }
}
