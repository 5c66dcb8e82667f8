using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Runs.Domain;

namespace Runs.Gateway.Http;

/// <summary>Reads the certificate by which the gateway says who it is.</summary>
internal static class Certificates
{
    /// <summary>Why the options' certificate can't be used; <see langword="null"/> when it can or there is none.</summary>
    public static RunError? Refuse(GatewayOptions options)
    {
        if (TryRead(options, out var https, out var error))
            https?.ServerCertificate?.Dispose();
        return error;
    }

    /// <summary>The options' certificate; null when there is none.</summary>
    public static bool TryRead(GatewayOptions options, out HttpsConnectionAdapterOptions? https, [NotNullWhen(false)] out RunError? error)
    {
        (https, error) = (null, null);
        if (options.TlsCertificate.Length == 0 && options.TlsKey.Length == 0)
            return true;
        if (options.TlsCertificate.Length == 0 || options.TlsKey.Length == 0)
        {
            error = new RunError("gateway.certificate", "HTTPS takes both: set runs.gateway.tls.certificate and runs.gateway.tls.key.");
            return false;
        }

        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(options.TlsCertificate);
            https = new HttpsConnectionAdapterOptions
            {
                ServerCertificate = X509Certificate2.CreateFromPemFile(options.TlsCertificate, options.TlsKey),
                ServerCertificateChain = chain,
            };
            return true;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            // The message may hold what a file does.
            error = new RunError(
                "gateway.certificate",
                $"The certificate {options.TlsCertificate} with the key {options.TlsKey} can't be used ({cause.GetType().Name}): both must be PEM files that belong together.");
            return false;
        }
    }
}
