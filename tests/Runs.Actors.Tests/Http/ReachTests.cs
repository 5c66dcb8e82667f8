using Runs.Domain.Strategies;
using Runs.Steps.Http;

namespace Runs.Actors.Tests.Http;

/// <summary>What is connected to, with a real server that must not be.</summary>
public sealed class ReachTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.1")]
    [InlineData("0x7f000001")]
    [InlineData("2130706433")]
    [InlineData("localhost")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task This_machine_is_not_reached_whatever_it_is_called(string host)
    {
        await using var world = await HttpWorld.Start(_ => Task.CompletedTask);
        world.Options = new HttpOptions();
        var failure = await world.Failure(world.Get($"http://{host}:{world.Port}/secret?x=1"));
        (failure.Error.Code, failure.IsPermanent).ShouldBe(("http.address", true));
        failure.Error.Message.ShouldNotContain("secret");
        world.Heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_listens_at_the_unspecified_address_even_where_all_is_allowed()
    {
        await using var world = await HttpWorld.Start(_ => Task.CompletedTask);
        world.Options = new HttpOptions { AllowPrivate = [HttpWorld.Target("0.0.0.0/0"), HttpWorld.Target("::/0")] };
        (await world.Failure(world.Get($"http://0.0.0.0:{world.Port}/"))).Error.Code.ShouldBe("http.address");
        world.Heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_redirection_reaches_no_further_than_the_first_request()
    {
        HttpWorld? world = null;
        await using var started = world = await HttpWorld.Start(context =>
        {
            context.Response.Redirect(world!.Url("/inside"));
            return Task.CompletedTask;
        });
        world.Options = new HttpOptions { AllowPrivate = [HttpWorld.Target($"localhost:{world.Port}")] };
        var request = world.With(HttpVerb.Get, url: world.OtherUrl(), change: settings => settings with { RedirectHosts = [HttpWorld.Host($"127.0.0.1:{world.Port}")] });
        (await world.Failure(request)).Error.Code.ShouldBe("http.address");
        world.Heard.ShouldHaveSingleItem().Target.ShouldBe("/");
    }

    [Theory]
    [InlineData("/a/..")]
    [InlineData("/a/%2E%2e/b")]
    [InlineData("/a/x%2F..%2Fb")]
    [InlineData("/a/..%5Cb")]
    public async Task A_value_leads_to_no_place_above_the_authors(string path)
    {
        await using var world = await HttpWorld.Start(_ => Task.CompletedTask);
        var failure = await world.Failure(world.Get(world.Url(path)));
        (failure.Error.Code, failure.IsPermanent).ShouldBe(("http.url", true));
        (await world.Failure(world.Get(world.Url("/" + new string('x', 8192))))).Error.Code.ShouldBe("http.url");
        world.Heard.ShouldBeEmpty();
    }
}
