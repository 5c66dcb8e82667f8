using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Access;

/// <summary>Where a gateway listens, by which names it may be asked for, and how it says who it is.</summary>
public sealed class BindingTests : IDisposable
{
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("runs-binding-");

    public void Dispose() => _files.Delete(recursive: true);

    [Theory]
    [InlineData("0.0.0.0", null)]
    [InlineData("::", null)]
    [InlineData("192.0.2.1", null)]
    [InlineData("127.0.0.1", null)]
    [InlineData("example.com", "gateway.address")]
    public void With_tokens_any_address_is_listened_on(string host, string? code) =>
        GatewayHost.Refuse(new GatewayOptions { Host = host, Tokens = Keys.All })?.Code.ShouldBe(code);

    [Theory]
    [InlineData("runs.example", true)]
    [InlineData("RUNS.example:80", true)]
    [InlineData("192.0.2.7:7422", true)]
    [InlineData("[2001:db8::1]:7422", true)]
    [InlineData("localhost", true)]
    [InlineData("evil.example", false)]
    [InlineData("runs.example.evil.example", false)]
    public async Task With_tokens_it_is_asked_for_by_any_address_and_by_the_names_that_are_set(string host, bool isAllowed)
    {
        await using var world = await GatewayWorld.Start(new GatewayOptions { Tokens = Keys.All, AllowedHosts = ["runs.example"] });
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(world.Gateway.Address, "/ready"));
        request.Headers.Host = host;
        (await http.SendAsync(request)).StatusCode.ShouldBe(isAllowed ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task It_speaks_https_with_a_certificate_of_its_own()
    {
        var (certificate, key) = Certificate();
        await using var world = await GatewayWorld.Start(new GatewayOptions { Tokens = Keys.All, TlsCertificate = certificate, TlsKey = key });
        world.Gateway.Address.Scheme.ShouldBe("https");
        using var trusted = X509CertificateLoader.LoadCertificateFromFile(certificate);
        using var socket = new ClientWebSocket();
        socket.Options.RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.GetCertHashString() == trusted.GetCertHashString();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {Keys.Alice}");
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await socket.ConnectAsync(new UriBuilder(world.Gateway.Address) { Scheme = "wss", Path = "/ws" }.Uri, late.Token);
        socket.State.ShouldBe(WebSocketState.Open);
    }

    [Fact]
    public void A_certificate_that_can_not_be_used_is_refused_and_nothing_of_it_told()
    {
        var (certificate, key) = Certificate();
        var broken = Path.Combine(_files.FullName, "broken.pem");
        File.WriteAllText(broken, "s3cret");
        foreach (var (one, other) in new[] { (certificate, ""), ("", key), (certificate, broken), (broken, key), (certificate, "/none.pem"), (key, certificate) })
        {
            var refusal = GatewayHost.Refuse(new GatewayOptions { TlsCertificate = one, TlsKey = other }).ShouldNotBeNull();
            refusal.Code.ShouldBe("gateway.certificate");
            refusal.Message.ShouldNotContain("s3cret");
        }
    }

    private (string Certificate, string Key) Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddYears(-1));
        var (certificatePath, keyPath) = (Path.Combine(_files.FullName, "cert.pem"), Path.Combine(_files.FullName, "key.pem"));
        File.WriteAllText(certificatePath, made.ExportCertificatePem());
        File.WriteAllText(keyPath, key.ExportPkcs8PrivateKeyPem());
        return (certificatePath, keyPath);
    }
}
