using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.Serving;

/// <summary>The real server with tokens.</summary>
public sealed class TokenTests : WorkspaceTest
{
    private const string Alice = "alice-token-0123456789abcdefghijklmnop";
    private const string Bob = "bob-token-0123456789abcdefghijklmnopqr";
    private const string Wrong = "wrong-token-0123456789abcdefghijklmnop";

    [Fact]
    public async Task No_token_is_left_in_the_log_the_journal_the_frames_or_the_process_list()
    {
        var config = Config($$"""
            alice { token-env = RUNS_TOKEN_ALICE, role = operator }
            bob { sha256 = {{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Bob)))}}, role = admin }
            """);
        Here.Environment["RUNS_TOKEN_ALICE"] = Alice;
        Here.Write("echo.yaml", "name: Echo\nversion: '1'\nagents: { e: { type: process, config: { command: env } } }\nflow: { name: F, type: sequential, steps: [{ agent: e }] }\n");
        var server = Here.Start("serve", "--port", "0", "--config", config, "--set", "runs.log.level=info");
        var url = (await server.WaitForOut("\n"))["listening on ".Length..].TrimEnd();
        var cmdline = await File.ReadAllTextAsync($"/proc/{server.Id}/cmdline");

        using var http = new HttpClient();
        foreach (var address in new[] { $"{url}/ws?token={Wrong}", $"{url}/health?access_token={Alice}" })
            (await http.GetAsync(new Uri(address))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await SocketClient.Connect(url, Wrong).ShouldThrowAsync<WebSocketException>()).Message.ShouldContain("401");
        using var alice = await SocketClient.Connect(url, Alice);
        await alice.Send(new { type = "prepare_run", runId = "r", strategyPath = "echo.yaml" });
        await alice.Send(new { type = "start_run", runId = "r" });
        await alice.Await("strategy_completed");
        using var bob = await SocketClient.Connect(url, Bob);
        await bob.Send(new { type = "subscribe", runId = "r", afterSeq = 0 });
        await bob.Await("strategy_completed");
        server.Signal(RunningProcess.Terminate);
        var ended = (await server.Exit()).Exited(0);

        var said = string.Concat(alice.Seen.Concat(bob.Seen).Select(frame => frame.ToString())) + ended.Out + ended.Error + cmdline;
        var kept = Directory.EnumerateFiles(Here.Data, "*", SearchOption.AllDirectories).Select(path => Encoding.Latin1.GetString(File.ReadAllBytes(path)));
        foreach (var text in kept.Append(said))
        {
            foreach (var token in new[] { Alice, Bob, Wrong })
                text.ShouldNotContain(token);
        }
    }

    [Fact]
    public async Task An_address_that_others_can_reach_is_accepted_with_tokens_and_a_variable_that_is_not_set_is_refused()
    {
        var config = Config("alice { token-env = RUNS_TOKEN_ALICE, role = operator }");
        (await Here.Run("serve", "--host", "0.0.0.0", "--config", config)).Refused("config.missing").Error.ShouldContain("tokens.conf:1:");
        Here.Environment["RUNS_TOKEN_ALICE"] = "2weak4me";
        (await Here.Run("serve", "--host", "0.0.0.0", "--config", config)).Refused("config.malformed").Error.ShouldNotContain("2weak4me");
        Here.Environment["RUNS_TOKEN_ALICE"] = Alice;
        // The address is good, and the certificate isn't: nothing is listened on.
        (await Here.Run("serve", "--host", "0.0.0.0", "--config", config, "--set", "runs.gateway.tls.key=/none.pem")).Refused("gateway.certificate");
        (await Here.Run("list", "--config", config)).Exited(0);
    }

    private string Config(string tokens) => Here.Write("tokens.conf", $"runs.gateway {{ roots = [\"{Here.Root}\"], tokens {{ {tokens} }} }}");
}
