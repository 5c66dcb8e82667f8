using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Runs.TestDatabase;

/// <summary>
/// A real PostgreSQL server in a temporary directory, with its usual durability: fsync and synchronous_commit are on. It ends when it is
/// disposed, and also when this process dies: its keeper reads this process's pipe.
/// </summary>
public sealed class ThrowAwayPostgres : IAsyncDisposable
{
    private const string User = "runs";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly ServerFiles _files;
    private readonly string _password;
    private readonly IReadOnlyList<string> _settings;
    private ServerKeeper? _keeper;

    private ThrowAwayPostgres(ServerFiles files, string password, int port, IReadOnlyList<string> settings) =>
        (_files, _password, Port, _settings) = (files, password, port, settings);

    /// <summary>The port on 127.0.0.1, the same after a restart. A password is asked there.</summary>
    public int Port { get; }

    /// <summary>The password of <c>runs</c>, the superuser.</summary>
    public string Password => _password;

    /// <summary>What the server has logged.</summary>
    public string Log => _files.Log;

    /// <summary>The server's process id.</summary>
    public int ProcessId => _files.ReadProcessId();

    /// <summary>A database by way of the Unix socket, as Npgsql wants it.</summary>
    public string SocketConnection(string database = "postgres") =>
        $"Host={_files.Sockets};Port={Port.ToString(CultureInfo.InvariantCulture)};Username={User};Database={database}";

    /// <summary>A database by way of TCP, as Npgsql wants it.</summary>
    public string TcpConnection(string database = "postgres") => TcpConnection(Port, database);

    /// <summary>A database by way of another port that leads here, such as a proxy's.</summary>
    public string TcpConnection(int port, string database = "postgres") =>
        $"Host=127.0.0.1;Port={port.ToString(CultureInfo.InvariantCulture)};Username={User};Password={_password};Database={database}";

    /// <summary>Makes a server and waits until it takes connections.</summary>
    /// <param name="settings">More of its settings, such as <c>max_connections=200</c>.</param>
    public static async Task<ThrowAwayPostgres> Start(params IReadOnlyList<string> settings)
    {
        var files = ServerFiles.Create();
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var server = new ThrowAwayPostgres(files, password, FreePort(), settings);
        try
        {
            await files.Initialize(User, password, Deadline);
            await server.Start();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the server again after <see cref="Stop"/>, on what it has stored.</summary>
    public async Task Start()
    {
        _keeper = ServerKeeper.Start(_files, Port, _settings);
        var began = Stopwatch.GetTimestamp();
        while (!_files.IsReady)
        {
            if (_keeper.HasEnded || Stopwatch.GetElapsedTime(began) > Deadline)
                throw new InvalidOperationException($"PostgreSQL did not start within {Deadline.TotalSeconds} s: {_files.ReadLog()}");
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }
    }

    /// <summary>Stops the server: fast (transactions are rolled back, everything is written) or at once, as a crash would.</summary>
    public async Task Stop(PostgresStop how)
    {
        if (_keeper is not { } keeper)
            return;
        _keeper = null;
        await keeper.Stop(how, Deadline);
        _files.Forget();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Stop(PostgresStop.Immediate);
        _files.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
