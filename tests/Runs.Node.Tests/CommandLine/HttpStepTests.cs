using Runs.Actors.Tests.Http;
using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.CommandLine;

/// <summary>The program against a server on this machine.</summary>
public sealed class HttpStepTests : IAsyncLifetime
{
    private const string Secret = "very-secret-0123456789";

    private readonly Workspace _here = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _here.DisposeAsync();

    [Fact]
    public async Task A_request_reaches_this_machine_only_where_the_configuration_allows_it()
    {
        await using var server = RawServer.Start("HTTP/1.1 200 OK\r\nContent-Length: 7\r\nConnection: close\r\n\r\nfetched");
        _here.Write("fetch.yaml", Strategy(server, ""));
        (await _here.Run("run", "fetch.yaml")).Exited(1).Error.ShouldContain("runs.http.allow-private");
        server.Connections.ShouldBe(0);
        (await _here.Run("run", "fetch.yaml", "--set", "runs.http.allow-private=[\"127.0.0.1\"]")).Exited(0).Out.ShouldBe("fetched\n");
    }

    [Theory]
    [InlineData("200 OK", 0)]
    [InlineData("403 No", 1)]
    public async Task A_secret_is_nowhere_afterwards_though_the_server_quotes_it(string status, int exitCode)
    {
        await using var server = RawServer.Start($"HTTP/1.1 {status}\r\nContent-Length: {Secret.Length}\r\nConnection: close\r\n\r\n{Secret}");
        _here.Write("fetch.yaml", Strategy(server, ", headersFromEnv: { authorization: Bearer API_TOKEN }"));
        _here.Environment["API_TOKEN"] = Secret;
        var done = await _here.Run(
            "run", "fetch.yaml", "--set", "runs.log.level=info", "--set", "runs.http.allow-private=[\"127.0.0.1\"]",
            "--set", $"runs.http.header-variables=[\"API_TOKEN@{new Uri(server.Url).Authority}\"]");
        done.Exited(exitCode);
        (done.Out + done.Error).ShouldContain("***");
        (done.Out + done.Error).ShouldNotContain(Secret);
        foreach (var file in Directory.EnumerateFiles(_here.Data, "*", SearchOption.AllDirectories))
            (await File.ReadAllTextAsync(file, System.Text.Encoding.Latin1)).ShouldNotContain(Secret, customMessage: file);
    }

    private static string Strategy(RawServer server, string more) => $$"""
        name: Fetch
        version: "1"
        agents: { fetch: { type: http, config: { url: "{{server.Url}}"{{more}} } } }
        flow: { name: Main, type: sequential, steps: [{ agent: fetch }] }
        """;
}
