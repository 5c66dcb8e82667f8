using System.Net;
using System.Net.Sockets;

namespace Runs.Node.Tests.Support;

/// <summary>Stands between a client and a server, and can cut what goes on between them.</summary>
internal sealed class CuttableProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _port;
    private readonly Lock _gate = new();
    private readonly List<TcpClient> _open = [];
    private readonly Task _accepting;
    private volatile TaskCompletionSource _flow = new();

    public CuttableProxy(string url)
        : this(new Uri(url).Port)
    {
    }

    public CuttableProxy(int port)
    {
        _port = port;
        _flow.SetResult();
        _listener.Start();
        _accepting = Accept();
    }

    /// <summary>Where clients connect to.</summary>
    public string Url => $"http://127.0.0.1:{Port}";

    /// <summary>The port that clients connect to.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether new connections lead anywhere.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>Lets nothing through any more, in either direction, and tells nobody: connections stay open, and new ones can be made.</summary>
    public void Stall() => _flow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets through what has been held up, and all that comes.</summary>
    public void Flow() => _flow.TrySetResult();

    /// <summary>Cuts every connection. New ones can be made while it is open.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            foreach (var client in _open)
                client.Dispose();
            _open.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        Flow();
        Cut();
        await _accepting;
    }

    private async Task Accept()
    {
        try
        {
            while (true)
                _ = Serve(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // Over.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var server = new TcpClient();
        if (!IsOpen)
        {
            client.Dispose();
            return;
        }

        lock (_gate)
            _open.AddRange([client, server]);
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _port);
            await Task.WhenAny(Copy(client.GetStream(), server.GetStream()), Copy(server.GetStream(), client.GetStream()));
        }
        catch (Exception cut) when (cut is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut, or nobody is there.
        }
        finally
        {
            client.Dispose();
        }
    }

    private async Task Copy(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer) is > 0 and var count)
        {
            await _flow.Task;
            await to.WriteAsync(buffer.AsMemory(0, count));
        }
    }
}
