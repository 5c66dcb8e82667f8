using Microsoft.AspNetCore.Http;
using Runs.Actors.Tests.Models.Providers;
using Runs.Node.Tests.Support;
using Runs.Steps.Models.Providers;

namespace Runs.Node.Tests.CommandLine;

/// <summary>The program against a provider on this machine.</summary>
public sealed class RealModelTests : IAsyncLifetime
{
    private const string Secret = "sk-very-secret-0123456789";

    private const string Strategy = """
        name: Write
        version: "1"
        agents: { writer: { model: openai/m1 } }
        flow:
          name: Main
          type: sequential
          steps: [{ agent: writer, retry: { maxAttempts: 2, backoff: 1ms } }]
        """;

    private readonly Workspace _here = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _here.DisposeAsync();

    [Theory]
    [InlineData(ModelApi.OpenAi)]
    [InlineData(ModelApi.Anthropic)]
    public async Task A_run_is_written_by_the_model_of_a_provider(ModelApi api)
    {
        await using var server = await ModelServer.Start(Answer.Events(Wire.Whole(api, "written")));
        (await Run(server, api)).Exited(0).Out.ShouldBe("written\n");
    }

    [Fact]
    public async Task A_server_that_is_busy_is_asked_again()
    {
        var asked = 0;
        await using var server = await ModelServer.Start(context => Interlocked.Increment(ref asked) == 1
            ? Answer.Status(429, "", ("retry-after-ms", "1"))(context)
            : Answer.Events(Wire.Whole(ModelApi.OpenAi, "written"))(context));
        (await Run(server, ModelApi.OpenAi)).Exited(0).Out.ShouldBe("written\n");
        server.Requests.Length.ShouldBe(2);
    }

    [Fact]
    public async Task Without_the_key_it_says_which_variable_to_set()
    {
        await using var server = await ModelServer.Start(Answer.Events());
        (await Run(server, ModelApi.OpenAi, key: null)).Exited(1).Error.ShouldContain("OPENAI_API_KEY");
        server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(401)]
    [InlineData(400)]
    [InlineData(500)]
    public async Task The_key_is_nowhere_afterwards_though_the_provider_quotes_it(int status)
    {
        Func<HttpContext, Task> answer = Answer.Status(status, $$$"""{"error":{"message":"Bad key {{{Secret}}}."}}""");
        await using var server = await ModelServer.Start(answer);
        var done = (await Run(server, ModelApi.OpenAi)).Exited(1);
        server.Requests[0].Headers["Authorization"].ShouldContain(Secret);
        (done.Out + done.Error).ShouldNotContain(Secret);
        foreach (var file in Directory.EnumerateFiles(_here.Data, "*", SearchOption.AllDirectories))
            (await File.ReadAllTextAsync(file, System.Text.Encoding.Latin1)).ShouldNotContain(Secret, customMessage: file);
    }

    private async Task<FinishedProcess> Run(ModelServer server, ModelApi api, string? key = Secret)
    {
        if (key is not null)
            _here.Environment["OPENAI_API_KEY"] = key;
        _here.Write("write.yaml", Strategy);
        return await _here.Run(
            "run", "write.yaml", "--input", "hi", "--set", "runs.log.level=info", "--set", $"runs.models.providers.openai.base-url={server.BaseUrl}",
            "--set", $"runs.models.providers.openai.type={api.ToString().ToLowerInvariant()}");
    }
}
