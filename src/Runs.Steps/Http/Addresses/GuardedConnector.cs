using System.Net;
using System.Net.Sockets;

namespace Runs.Steps.Http.Addresses;

/// <summary>
/// Connects to addresses that are allowed, and to no other. It looks up the name itself and connects to what it has judged: between a
/// look at a name and a connection to it, whoever has the name could give it another address.
/// </summary>
internal sealed class GuardedConnector(AddressPolicy policy, TimeSpan timeout, TimeProvider time)
{
    private const int MostAddresses = 8;

    /// <exception cref="AddressRefusedException">The host has addresses, and none is allowed.</exception>
    /// <exception cref="SocketException">There is no such host, or nobody answers there.</exception>
    public async ValueTask<Stream> Connect(DnsEndPoint asked, CancellationToken cancellation)
    {
        IPAddress[] addresses = IPAddress.TryParse(asked.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(asked.Host, cancellation);
        if (addresses.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound);
        var allowed = addresses.Where(address => policy.Allows(address, asked)).Take(MostAddresses).ToList();
        if (allowed.Count == 0)
            throw new AddressRefusedException(asked.Host, addresses[0]);

        var share = timeout / allowed.Count;
        foreach (var address in allowed.SkipLast(1))
        {
            using var late = new CancellationTokenSource(share, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
            try
            {
                return await Connect(new IPEndPoint(address, asked.Port), either.Token);
            }
            catch (Exception error) when (error is SocketException || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                // The next one may answer.
            }
        }

        return await Connect(new IPEndPoint(allowed[^1], asked.Port), cancellation);
    }

    private static async ValueTask<Stream> Connect(IPEndPoint target, CancellationToken cancellation)
    {
        var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
