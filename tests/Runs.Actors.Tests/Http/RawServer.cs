using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Runs.Actors.Tests.Http;

/// <summary>Answers every connection with the same bytes, HTTP or not, and then says no more.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private Task _serving = Task.CompletedTask;
    private int _connections;

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

    /// <summary>How many there have been.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public static RawServer Start(string response)
    {
        var server = new RawServer();
        server._listener.Start();
        server._serving = server.Serve(Encoding.ASCII.GetBytes(response));
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task Serve(byte[] response)
    {
        while (true)
        {
            using var socket = await _listener.AcceptSocketAsync(_end.Token);
            Interlocked.Increment(ref _connections);
            await using var stream = new NetworkStream(socket);
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 })
            {
                // Until the head is over.
            }

            await stream.WriteAsync(response, _end.Token);
            socket.Shutdown(SocketShutdown.Send);
            while (await stream.ReadAsync(new byte[4096], _end.Token) > 0)
            {
                // Closing before the client does would lose what it was sent.
            }
        }
    }
}
