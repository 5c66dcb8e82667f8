using System.Net;
using System.Net.Sockets;
using System.Text;
using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.Client;

/// <summary>Which server a verb works with, and what it doesn't take for one.</summary>
public sealed class FindingServerTests : ServerTest
{
    [Fact]
    public async Task A_server_that_is_not_there_is_an_error_that_names_it()
    {
        var url = $"http://127.0.0.1:{FreePort()}";
        Here.Write("echo.yaml", Strategies.Echo);
        foreach (var verb in (string[][])[["run", "echo.yaml"], ["list"], ["watch", "r"], ["stop", "r"], ["steer", "r", "x"]])
            (await RunAt(url, verb)).Refused("server.unreachable").Error.ShouldContain(url);
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nnope\n", "404")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nnope\n", "no JSON object")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://elsewhere.example/\r\nContent-Length: 0\r\n\r\n", "http://elsewhere.example/")]
    [InlineData("SSH-2.0-OpenSSH\r\n", "")]
    public async Task Somebody_else_at_the_url_is_not_taken_for_a_server(string answer, string said)
    {
        using var stranger = new Stranger(answer);
        var finished = await RunAt(stranger.Url, "list");
        finished.Refused(said.Length > 0 ? "server.api" : "server.unreachable").Error.ShouldContain(said);
        stranger.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task The_environment_names_a_server_unless_a_directory_is_named()
    {
        Here.Write("echo.yaml", Strategies.Echo);
        var server = await Serve();
        (await Here.Run("run", "echo.yaml", "--run-id", "r", "--input", "x")).Exited(0);
        Here.Environment["RUNS_URL"] = server.Url;
        (await Finish(Here.StartProgram(Path.Combine(AppContext.BaseDirectory, "runs"), "list"))).Exited(0).Out.ShouldContain("completed");
        (await RunAlone("list")).Exited(0).Out.ShouldBe("");
    }

    [Theory]
    [InlineData("cli.usage", "--url", "ftp://x")]
    [InlineData("cli.usage", "--url", "localhost:1")]
    [InlineData("cli.usage", "--url", "http://user:secret@127.0.0.1:1")]
    [InlineData("cli.usage", "--url", "http://127.0.0.1:1/?token=x")]
    [InlineData("cli.usage", "--url", "http://127.0.0.1:1", "--data", "d")]
    [InlineData("cli.usage", "--token-env", "TOKEN")]
    [InlineData("cli.usage", "--insecure")]
    [InlineData("cli.usage", "--url", "http://127.0.0.1:1", "--token-env", "NOT_SET")]
    [InlineData("cli.usage", "--url", "http://127.0.0.1:1", "--token-env", "BROKEN")]
    [InlineData("cli.insecure", "--url", "http://192.0.2.1:1", "--token-env", "TOKEN")]
    public async Task What_cannot_be_meant_is_refused_before_anything_is_sent(string code, params string[] arguments)
    {
        Here.Environment["TOKEN"] = "secret-of-the-test";
        Here.Environment["BROKEN"] = "two\nlines";
        var refused = (await Finish(Here.StartProgram(Path.Combine(AppContext.BaseDirectory, "runs"), ["list", .. arguments]))).Refused(code);
        refused.Error.ShouldNotContain("secret");
    }

    [Fact]
    public async Task What_a_dead_server_has_left_leads_nowhere()
    {
        var gate = new Gate(Here);
        Here.Write("gate.yaml", Strategies.Gate1("safe"));
        Here.Write("echo.yaml", Strategies.Echo);
        var server = await Serve();
        var follower = Here.Start("run", "gate.yaml", "--run-id", "r");
        await gate.Arrived();
        // It would look for its server again, and this is about those who come later.
        await follower.KillNow();
        await server.Process.KillNow();
        File.Exists(Path.Combine(Here.Data, "endpoint.json")).ShouldBeTrue();

        using var stranger = new Stranger("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", int.Parse(server.Port));
        ((string?)(await Here.Listed("r"))["state"]).ShouldBe("interrupted");
        (await Here.Run("run", "echo.yaml", "--input", "x")).Exited(0).Out.ShouldBe("<x>\n");
        (await Here.Run("kill", "r")).Exited(0);
        stranger.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task A_server_that_hangs_is_left_out_for_looking_and_holds_the_directory_all_the_same()
    {
        Here.Write("echo.yaml", Strategies.Echo);
        var server = await Serve();
        (await Here.Run("run", "echo.yaml", "--run-id", "r", "--input", "x")).Exited(0);
        const int stop = 19, go = 18;
        server.Process.Signal(stop);
        ((string?)(await Here.Listed("r"))["state"]).ShouldBe("completed");
        (await Here.Run("run", "echo.yaml")).Refused("data.in-use").Error.ShouldContain("runs serve");
        server.Process.Signal(go);
        (await Here.Run("run", "echo.yaml", "--input", "y")).Exited(0);
    }

    [Fact]
    public async Task Where_tokens_are_set_a_url_takes_one_and_the_directory_of_the_server_none()
    {
        const string token = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
        Here.Environment["OPS_TOKEN"] = token;
        Here.Write("tokens.conf", $$"""runs.gateway { roots = ["{{Here.Root}}"], tokens { ops { token-env = OPS_TOKEN, role = admin } } }""");
        Here.Write("echo.yaml", Strategies.Echo);
        var server = await Serve("--config", "tokens.conf");
        (await Here.Run("run", "echo.yaml", "--run-id", "r", "--input", "x")).Exited(0).Out.ShouldBe("<x>\n");
        (await RunAt(server.Url, "list")).Refused("gateway.unauthenticated");
        (await RunAt(server.Url, "list", "--token-env", "OPS_TOKEN")).Exited(0).Out.ShouldContain("completed");
        Here.Environment["RUNS_TOKEN"] = token;
        (await RunAt(server.Url, "watch", "r")).Exited(0).Out.ShouldBe("<x>\n");
        File.ReadAllText(Path.Combine(Here.Data, "endpoint.json")).ShouldNotContain(token);
    }

    [Fact]
    public async Task A_foreground_run_is_not_taken_for_a_server()
    {
        var gate = new Gate(Here);
        Here.Write("gate.yaml", Strategies.Gate1("safe"));
        var server = await Serve();
        var endpoint = await File.ReadAllTextAsync(Path.Combine(Here.Data, "endpoint.json"));
        server.Process.Signal(RunningProcess.Terminate);
        (await server.Process.Exit()).Exited(0);
        Here.Start("run", "gate.yaml", "--run-id", "r");
        await gate.Arrived();
        Here.Write("data/endpoint.json", endpoint);
        (await Here.Run("stop", "r")).Refused("data.in-use").Error.ShouldContain("runs run");
        ((string?)(await Here.Listed("r"))["state"]).ShouldBe("running");
    }

    private static Task<FinishedProcess> Finish(RunningProcess started)
    {
        started.Input.Close();
        return started.Exit();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Says the same to everybody, and counts them.</summary>
    private sealed class Stranger : IDisposable
    {
        private readonly TcpListener _listener;
        private readonly byte[] _answer;
        private int _connections;

        public Stranger(string answer, int port = 0)
        {
            _answer = Encoding.ASCII.GetBytes(answer);
            _listener = new TcpListener(IPAddress.Loopback, port);
            _listener.Start();
            _ = Listen();
        }

        public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

        public int Connections => Volatile.Read(ref _connections);

        public void Dispose() => _listener.Stop();

        private async Task Listen()
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    Interlocked.Increment(ref _connections);
                    await client.GetStream().ReadAtLeastAsync(new byte[4096], 1);
                    await client.GetStream().WriteAsync(_answer);
                }
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or IOException)
            {
                // Over.
            }
        }
    }
}
