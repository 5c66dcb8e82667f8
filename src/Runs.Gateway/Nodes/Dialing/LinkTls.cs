using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Runs.Domain;

namespace Runs.Gateway.Nodes.Dialing;

/// <summary>The certificates of links between nodes. The secret says which nodes belong together; a certificate keeps others from reading along.</summary>
internal static class LinkTls
{
    /// <summary>Why the options' files can't be used; <see langword="null"/> when they can or there are none.</summary>
    public static RunError? Refuse(NodeLinkOptions options)
    {
        if (!IsOn(options))
        {
            return options.TlsKey.Length > 0 || options.TlsAuthority.Length > 0
                ? new RunError(LinkCodes.Certificate, "An encrypted link takes a certificate: set it beside the key and the authority.")
                : null;
        }

        if (options.TlsKey.Length == 0)
            return new RunError(LinkCodes.Certificate, "An encrypted link takes both a certificate and its key.");
        try
        {
            Serving(options)!.ServerCertificate!.Dispose();
            Authority(options);
            return null;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            // The message may hold what a file does.
            return new RunError(
                LinkCodes.Certificate,
                $"The certificate {options.TlsCertificate} with the key {options.TlsKey}, or the authority {options.TlsAuthority}, can't be used ({cause.GetType().Name}): they must be PEM files, and the first two belong together.");
        }
    }

    /// <summary>Whether links are encrypted.</summary>
    public static bool IsOn(NodeLinkOptions options) => options.TlsCertificate.Length > 0;

    /// <summary>What this node shows those who connect; <see langword="null"/> without encryption.</summary>
    public static HttpsConnectionAdapterOptions? Serving(NodeLinkOptions options)
    {
        if (!IsOn(options))
            return null;
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(options.TlsCertificate);
        return new HttpsConnectionAdapterOptions
        {
            ServerCertificate = X509Certificate2.CreateFromPemFile(options.TlsCertificate, options.TlsKey),
            ServerCertificateChain = chain,
        };
    }

    /// <summary>What this node demands of those to whom it connects. The name is checked by the platform in either case.</summary>
    public static SslClientAuthenticationOptions Dialing(NodeLinkOptions options)
    {
        var client = new SslClientAuthenticationOptions { CertificateRevocationCheckMode = X509RevocationMode.NoCheck };
        if (Authority(options) is { } authority)
        {
            client.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            client.CertificateChainPolicy.CustomTrustStore.AddRange(authority);
        }

        return client;
    }

    private static X509Certificate2Collection? Authority(NodeLinkOptions options)
    {
        if (options.TlsAuthority.Length == 0)
            return null;
        var authority = new X509Certificate2Collection();
        authority.ImportFromPemFile(options.TlsAuthority);
        return authority.Count > 0 ? authority : throw new CryptographicException("There is no certificate in it.");
    }
}
