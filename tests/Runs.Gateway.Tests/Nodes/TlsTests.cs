using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Runs.Gateway.Nodes;
using Runs.Gateway.Tests.Nodes.Support;
using Runs.Runtime.Links;

namespace Runs.Gateway.Tests.Nodes;

/// <summary>Encrypted links.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("runs-links-");

    public void Dispose() => _files.Delete(recursive: true);

    [Fact]
    public async Task Nodes_of_one_authority_are_linked()
    {
        using var authority = new Authority(_files, "one");
        var options = authority.Certify("node", IPAddress.Loopback);
        options.Refuse().ShouldBeNull();
        var (older, newer) = await LinkNode.Pair(options);
        await using var first = older;
        await using var second = newer;
        newer.TrySend(older, LinkChannel.Control, 1).ShouldBeTrue();
        (await older.NextNumber()).ShouldBe(1);
    }

    [Fact]
    public async Task A_node_of_another_authority_isnt_trusted()
    {
        using var one = new Authority(_files, "one");
        using var other = new Authority(_files, "other");
        await Untrusted(one.Certify("node", IPAddress.Loopback), other.Certify("node", IPAddress.Loopback));
    }

    [Fact]
    public async Task A_certificate_is_for_the_address_that_is_dialled()
    {
        using var authority = new Authority(_files, "one");
        await Untrusted(authority.Certify("elsewhere", IPAddress.Parse("127.0.0.9")), authority.Certify("node", IPAddress.Loopback));
    }

    [Fact]
    public async Task A_node_that_speaks_no_TLS_isnt_trusted()
    {
        using var authority = new Authority(_files, "one");
        await Untrusted(LinkNode.Options, authority.Certify("node", IPAddress.Loopback));
    }

    private static async Task Untrusted(NodeLinkOptions dialled, NodeLinkOptions dialling)
    {
        await using var older = await LinkNode.Start("a", 1, dialled);
        await using var newer = await LinkNode.Start("b", 2, dialling);
        newer.Meet(older);
        await newer.Events.Refused(LinkCodes.Untrusted);
        older.Events.Count(said => said.Kind == "linked").ShouldBe(0);
    }

    private sealed class Authority : IDisposable
    {
        private readonly DirectoryInfo _files;
        private readonly string _name;
        private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        private readonly X509Certificate2 _root;

        public Authority(DirectoryInfo files, string name)
        {
            (_files, _name) = (files, name);
            var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            _root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            File.WriteAllText(Root, _root.ExportCertificatePem());
        }

        private string Root => Path.Combine(_files.FullName, $"{_name}.pem");

        public NodeLinkOptions Certify(string host, IPAddress address)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(host);
            names.AddIpAddress(address);
            request.CertificateExtensions.Add(names.Build());
            using var certificate = request.Create(_root, _root.NotBefore, _root.NotAfter, RandomNumberGenerator.GetBytes(8));
            var file = Path.Combine(_files.FullName, $"{_name}-{host}");
            File.WriteAllText($"{file}.pem", certificate.ExportCertificatePem());
            File.WriteAllText($"{file}.key", key.ExportPkcs8PrivateKeyPem());
            return LinkNode.Options with { TlsCertificate = $"{file}.pem", TlsKey = $"{file}.key", TlsAuthority = Root };
        }

        public void Dispose()
        {
            _root.Dispose();
            _key.Dispose();
        }
    }
}
