using Microsoft.AspNetCore.Http;
using Runs.Actors.Attempts;
using Runs.Domain.Strategies;

namespace Runs.Actors.Tests.Http;

public sealed class SecretHeaderTests
{
    [Fact]
    public async Task A_server_that_says_it_back_doesnt_get_it_into_the_journal()
    {
        await using var world = await HttpWorld.Start(context =>
        {
            context.Response.StatusCode = context.Request.Path == "/bad" ? 400 : 200;
            return context.Response.WriteAsync($"you sent {context.Request.Headers.Authorization}");
        });
        world.Grant("TOKEN", "secret-token");
        (await world.Result(Secretly(world, "/"))).ShouldBe("you sent Bearer ***");
        (await world.Failure(Secretly(world, "/bad"))).Error.Message.ShouldBe($"GET http://127.0.0.1:{world.Port} answered 400: you sent Bearer ***");
        world.Heard[0].Headers["authorization"].ShouldBe("Bearer secret-token");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("short")]
    [InlineData("line\r\nbreak: x")]
    public async Task A_variable_that_holds_no_secret_is_not_sent(string? value)
    {
        await using var world = await HttpWorld.Start(_ => Task.CompletedTask);
        world.Grant("TOKEN", value);
        var failure = await world.Failure(Secretly(world, "/"));
        (failure.Error.Code, failure.IsPermanent).ShouldBe(("http.secret", true));
        failure.Error.Message.ShouldNotContain(value ?? "\n");
        world.Heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_variable_goes_to_no_host_that_the_node_doesnt_name_for_it()
    {
        await using var world = await HttpWorld.Start(_ => Task.CompletedTask);
        world.Grant("TOKEN", "secret-token");
        var failure = await world.Failure(Secretly(world, "/") with { Url = world.OtherUrl() });
        failure.Error.ShouldBe(new("http.secret", $"The header authorization can't be sent: runs.http.header-variables doesn't have TOKEN@localhost:{world.Port}."));
        world.Heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_variable_goes_over_no_network_in_the_clear()
    {
        await using var world = await HttpWorld.Start(_ => Task.CompletedTask);
        world.Grant("TOKEN", "secret-token");
        world.Options = world.Options with { HeaderVariables = [new("TOKEN", HttpWorld.Host("api.example"))] };
        (await world.Failure(Secretly(world, "/") with { Url = "http://api.example/" })).Error.Message.ShouldContain("in the clear");
    }

    private static AttemptRequest Secretly(HttpWorld world, string path) => world.With(
        HttpVerb.Get, url: world.Url(path), change: settings => settings with { HeadersFromEnv = [new SecretHeader("authorization", "Bearer", "TOKEN")] });
}
