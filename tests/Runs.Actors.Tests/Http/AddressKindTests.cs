using System.Net;
using Runs.Steps.Http.Addresses;

namespace Runs.Actors.Tests.Http;

public sealed class AddressKindTests
{
    private static readonly DnsEndPoint Asked = new("intranet.example", 8080);

    public static TheoryData<string> PublicAddresses => [.. Words("1.1.1.1 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 172.15.0.1 172.32.0.1 192.167.1.1 198.17.1.1 223.255.255.255 2606:4700::1111 2a00::1 64:ff9b::1.1.1.1 2002:101:101::1 ::ffff:1.1.1.1")];

    public static TheoryData<string> PrivateAddresses => [.. Words(
        "10.0.0.1 127.0.0.1 127.255.255.254 172.16.0.1 172.31.255.255 192.168.0.1 169.254.1.1 100.64.0.1 100.127.255.255 192.0.0.1 192.0.2.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 "
        + "::1 fe80::1 fe80::1%1 febf::1 fec0::1 fc00::1 fdff::1 100::1 2001::1 2001:db8::1 64:ff9b:1::1 ::127.0.0.1 ::1.1.1.1 4000::1 "
        + "::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::127.0.0.1 64:ff9b::a00:1 2002:7f00:1::1 2002:a00:1:: 2a00::5efe:10.0.0.1 2a00::200:5efe:127.0.0.1")];

    public static TheoryData<string> MetadataAddresses => [.. Words(
        "169.254.169.254 169.254.170.2 100.100.100.200 168.63.129.16 192.0.0.192 fd00:ec2::254 fd20:ce::254 ::ffff:169.254.169.254 64:ff9b::a9fe:a9fe 2002:a9fe:a9fe::1")];

    public static TheoryData<string> NoAddresses => [.. Words("0.0.0.0 0.1.2.3 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 :: ff02::1 ::ffff:0.0.0.0 64:ff9b::")];

    [Theory]
    [MemberData(nameof(PublicAddresses))]
    public void The_internet_is_open(string address) => Allows(address).ShouldBeTrue();

    [Theory]
    [MemberData(nameof(PrivateAddresses))]
    public void What_is_private_is_closed_until_the_node_allows_it(string address)
    {
        AddressKinds.Of(IPAddress.Parse(address)).ShouldBe(AddressKind.Private);
        Allows(address).ShouldBeFalse();
        Allows(address, "intranet.example").ShouldBeTrue();
        Allows(address, "Intranet.Example:8080").ShouldBeTrue();
        Allows(address, "intranet.example:80", "other.example", "9.9.9.0/24").ShouldBeFalse();
        Allows(address, "0.0.0.0/0", "::/0").ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(MetadataAddresses))]
    public void Credentials_of_a_machine_are_closed_until_their_very_address_is_allowed(string address)
    {
        AddressKinds.Of(IPAddress.Parse(address)).ShouldBe(AddressKind.Metadata);
        Allows(address, "0.0.0.0/0", "::/0", "169.254.0.0/16", "intranet.example").ShouldBeFalse();
        Allows(address, AddressKinds.Reached(IPAddress.Parse(address)).ToString()).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(NoAddresses))]
    public void What_is_no_ones_address_is_closed_to_all(string address)
    {
        AddressKinds.Of(IPAddress.Parse(address)).ShouldBe(AddressKind.Nowhere);
        Allows(address, "0.0.0.0/0", "::/0", "intranet.example", address).ShouldBeFalse();
    }

    [Fact]
    public void A_network_reaches_as_far_as_it_says()
    {
        Allows("10.1.2.3", "10.1.0.0/16").ShouldBeTrue();
        Allows("::ffff:10.1.2.3", "10.1.0.0/16").ShouldBeTrue();
        Allows("10.2.0.0", "10.1.0.0/16").ShouldBeFalse();
        Allows("fd12::1", "fd12::/16").ShouldBeTrue();
        Allows("::1", "[::1]").ShouldBeTrue();
    }

    [Theory]
    [InlineData("10.1.0.0/8")]
    [InlineData("10.0.0.0/33")]
    [InlineData("http://intranet.example")]
    [InlineData("*.example")]
    [InlineData("intranet.example:0")]
    [InlineData("a b")]
    [InlineData("")]
    public void What_names_nothing_is_refused(string text) => PrivateTarget.TryParse(text, out _).ShouldBeFalse();

    private static bool Allows(string address, params string[] allowed) =>
        new AddressPolicy([.. allowed.Select(HttpWorld.Target)]).Allows(IPAddress.Parse(address), Asked);

    private static string[] Words(string text) => text.Split(' ');
}
